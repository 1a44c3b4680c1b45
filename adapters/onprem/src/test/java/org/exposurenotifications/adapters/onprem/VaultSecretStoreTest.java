// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jopenlibs.vault.json.JsonArray;
import io.github.jopenlibs.vault.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VaultSecretStoreTest {
  private final TestVault vault = TestVault.running();
  private final String path = "keyserver/" + TestVault.word();
  private final OnPremPlatform platform =
      TestPlatforms.open(TestPlatforms.inVault(vault.as(vault.appRole("keyserver"))));

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void aPinnedVersionStays() {
    put(Fields.of("value", "first"));
    put(Fields.of("value", "second"));

    assertThat(find("")).contains("second");
    assertThat(find("@1")).contains("first");
    assertThat(find("@2#value")).contains("second");
    assertThat(find("@3")).isEmpty();
  }

  @Test
  void aFieldIsNamedAndWhatIsNoTextIsItsJson() {
    put(
        new JsonObject()
            .add("password", "hunter2")
            .add("port", 5432)
            .add("key with.dots/and#more", "odd")
            .add("nested", Fields.of("a", "b")));

    assertThat(find("#password")).contains("hunter2");
    assertThat(find("#port")).contains("5432");
    assertThat(find("#nested")).contains("{\"a\":\"b\"}");
    assertThat(find("#key with.dots/and#more")).contains("odd");
    assertThat(find("#absent")).isEmpty();
    assertThat(find("")).isEmpty();
  }

  @Test
  void aDestroyedVersionIsRefusedWithWhatToDo() {
    put(Fields.of("value", "first"));
    put(Fields.of("value", "second"));
    vault.write("secret/destroy/" + path, Map.of("versions", new JsonArray().add(1)));

    assertThatThrownBy(() -> find("@1"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessage(
            "version 1 of the secret secret/%s was destroyed: write a new one, or name another version",
            path);
    assertThat(find("")).contains("second");
  }

  @Test
  void aDeletedVersionIsRefusedUntilItIsBack() {
    put(Fields.of("value", "first"));
    vault.write("secret/delete/" + path, Map.of("versions", new JsonArray().add(1)));

    for (String suffix : new String[] {"", "@1"}) {
      assertThatThrownBy(() -> find(suffix))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageStartingWith(
              "version 1 of the secret secret/" + path + " was deleted: undelete");
    }
    vault.write("secret/undelete/" + path, Map.of("versions", new JsonArray().add(1)));
    assertThat(find("")).contains("first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "secret/",
        "/secret/a",
        "secret//a",
        "secret/a/",
        "secret/a@0",
        "secret/a@01",
        "secret/a@latest",
        "secret/a@",
        "secret/a#",
        "secret/a@1@2",
        "secret/./a",
        "secret/a/..",
        "secret/a?version=1",
        "secret/a%2Fb",
        "secret/a b",
        "secret/ä",
        "secret/a#x\ny"
      })
  void whatIsNotOfTheFormIsAbsentAndNobodyIsAsked(String reference) {
    TestTime time = new TestTime();
    try (OnPremPlatform offline = time.open(TestVault.at(TestFront.NOBODY, vault.root()))) {
      assertThat(offline.secrets().find(reference)).isEmpty();
    }
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void anAbsentEngineIsNotAnAbsentSecret() {
    try (OnPremPlatform root = TestPlatforms.open(TestPlatforms.inVault(vault.as(vault.root())))) {
      assertThatThrownBy(() -> root.secrets().find("no-such-engine/a"))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("enable a KV engine of version 2 at no-such-engine/");
    }
  }

  @Test
  void theEnvironmentIsAskedBesideVault() {
    OnPremConfig parts = TestPlatforms.inVault(vault.as(vault.root()));
    try (OnPremPlatform both =
        TestPlatforms.open(
            new OnPremConfig(parts.blobs(), parts.keys(), parts.secrets(), Map.of("A", "here")))) {
      assertThat(both.secrets().find("env:A").map(Secret::reveal)).contains("here");
    }
  }

  private void put(JsonObject fields) {
    vault.write("secret/data/" + path, Map.of("data", fields));
  }

  private Optional<String> find(String suffix) {
    return platform.secrets().find("secret/" + path + suffix).map(Secret::reveal);
  }
}
