// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretReferencesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final String JSON =
      "{\"other\": {\"password\": \"no\"}, \"list\": [1], \"nothing\": null, \"user\": \"ü\","
          + " \"db\": {\"x\": [{\"password\": 1}], \"password\": \"hunter2\", \"port\": 5432}}";

  private final MemoryPlatform platform =
      new MemoryPlatform(Map.of("db/password", "hunter2", "two", "b", "json", JSON));

  @Test
  void aReferenceIsReplacedAndTheRestIsLeftAlone() {
    assertThat(resolve(Map.of("DB_PASSWORD", "secret://db/password", "DB_HOST", "a,b")))
        .containsEntry("DB_PASSWORD", "hunter2")
        .containsEntry("DB_HOST", "a,b");
  }

  @Test
  void theItemsOfAListAreReplacedOneByOne() {
    assertThat(resolve(Map.of("LIST", "a,secret://two, secret://two,,c")))
        .containsEntry("LIST", "a,b,b,,c");
  }

  @Test
  void aPlatformsOwnVersionsAndOptionsReachIt() {
    platform.putSecret("two", "newer");
    platform.putSecret("query?version=2&x", "of the query");

    assertThat(
            resolve(
                Map.of(
                    "A",
                    "secret://two@1",
                    "B",
                    "secret://query?version=2&target=file&x",
                    "C",
                    "two")))
        .containsEntry("A", "b")
        .containsEntry("C", "two")
        .hasEntrySatisfying("B", file -> assertThat(Path.of(file)).hasContent("of the query"));
    assertThat(SecretReference.parse("secret://a#b?version=2&target=file&json=c.d&e", false))
        .isEqualTo(new SecretReference("a#b?version=2&e", List.of("c", "d"), true));
  }

  @ParameterizedTest
  @CsvSource({"db.password, hunter2", "db.port, 5432", "user, ü"})
  void aPathLeadsIntoAJsonObject(String path, String value) {
    assertThat(resolve(Map.of("A", "secret://json?json=" + path))).containsEntry("A", value);
    assertThat(resolve(Map.of("A", "secret://json." + path, "SECRET_EXPANSION", "true")))
        .containsEntry("A", value);
  }

  @ParameterizedTest
  @CsvSource({"json, db", "json, list", "json, nothing", "json, none", "json, db.none", "two, a"})
  void aPathThatLeadsToNoTextIsAProblem(String name, String path) {
    assertThatThrownBy(() -> resolve(Map.of("A", "secret://" + name + "?json=" + path)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "A: the secret '%s' has no text at %s; correct the reference, or the secret"
                .formatted(name, path));
  }

  @Test
  void anotherTargetThanAFileIsAProblem() {
    assertThatThrownBy(() -> resolve(Map.of("A", "secret://two?target=env")))
        .hasMessage("A: the only target of a secret is file");
  }

  @Test
  void everyMissingSecretIsNamedAndNoOtherShown() {
    assertThatThrownBy(() ->
            resolve(Map.of("A", "secret://one", "B", "secret://two", "C", "x,secret://three")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("A: there is no secret 'one'; create it, or correct the reference")
        .hasMessageContaining("C: there is no secret 'three'")
        .hasMessageNotContaining("B:");
  }

  @Test
  void aVariableWhoseSecretIsNotThereHasNoSecondProblem() {
    var environment =
        new Environment(Map.of("A", "secret://one")).resolve(platform.secrets(), CLOCK);
    environment.required("A", "set it");
    environment.required("AB", "set it");
    environment.base64("A", "make some");

    assertThat(environment.problems())
        .containsExactly(
            "A: there is no secret 'one'; create it, or correct the reference",
            "AB is not set; set it");
  }

  @Test
  void aStoreThatFailsIsAProblemOfEachVariable() {
    SecretStore failing =
        _ -> {
          throw new PortFailure.Transient("the vault is sealed", null);
        };
    var environment =
        new Environment(Map.of("A", "secret://one", "B", "literal")).resolve(failing, CLOCK);
    assertThat(environment.text("B")).hasValue("literal");
    assertThat(environment.text("A")).isEmpty();
    assertThatThrownBy(environment::check).hasMessage("A: the vault is sealed");
  }

  @Test
  void aSecretThatNobodyAsksForIsNotLookedUp() {
    var names = new ArrayList<String>();
    SecretStore store =
        name -> {
          names.add(name);
          return platform.secrets().find(name);
        };
    var environment =
        new Environment(Map.of("A", "secret://one", "B", "secret://two", "C", "literal"))
            .resolve(store, CLOCK);
    environment.text("C");
    assertThat(names).isEmpty();
    assertThat(environment.text("B")).hasValue("b");
    assertThat(environment.text("B")).hasValue("b");
    environment.check();
    assertThat(names).containsExactly("two");
  }

  @Test
  void whatIsReadBeforeSecretsCanBeHasToBeLiteral() {
    var literal =
        new Environment(
            new TreeMap<>(
                Map.of("SECRET_MANAGER", "secret://two", "SECRET_CACHE_TTL", "secret://two")));
    assertThat(literal.text("SECRET_MANAGER", "IN_MEMORY")).isEqualTo("IN_MEMORY");

    assertThatThrownBy(() -> literal.resolve(platform.secrets(), CLOCK).check())
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong ->
                assertThat(wrong.problems())
                    .containsExactly(
                        "SECRET_MANAGER has to be literal: it is read before any secret can be",
                        "SECRET_CACHE_TTL has to be literal: it is read before any secret can be"));
  }

  @Test
  void aRotatedSecretIsSeenWithoutARestart() {
    MovingClock clock = new MovingClock();
    var environment =
        new Environment(Map.of("DB_PASSWORD", "secret://db/password", "SECRET_CACHE_TTL", "1m"))
            .resolve(platform.secrets(), clock);
    var password = environment.secret("DB_PASSWORD");
    platform.putSecret("db/password", "hunter3");

    assertThat(password.get().reveal()).isEqualTo("hunter2");
    clock.advance(Duration.ofMinutes(1));
    assertThat(password.get().reveal()).isEqualTo("hunter3");
    platform.removeSecret("db/password");
    clock.advance(Duration.ofMinutes(1));
    assertThatThrownBy(password::get)
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("there is no secret 'db/password'");
  }

  @Test
  void aLiteralSecretIsAsItIs() {
    var environment = new Environment(Map.of("A", "x")).resolve(platform.secrets(), CLOCK);
    assertThat(environment.secret("A").get().reveal()).isEqualTo("x");
    assertThat(environment.secret("B").get().reveal()).isEmpty();
  }

  private Map<String, String> resolve(Map<String, String> variables) {
    Environment resolved = new Environment(variables).resolve(platform.secrets(), CLOCK);
    var values = new TreeMap<String, String>();
    variables.keySet().forEach(name -> values.put(name, resolved.text(name, "")));
    resolved.check();
    return values;
  }
}
