// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.standins.azure.HttpsStandIn;
import org.exposurenotifications.testing.standins.azure.HttpsStandIn.Answer;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How Blob Storage refuses and fails, by its documented codes, and what is made of it. */
final class StorageFailuresTest {
  private static final BlobName NAME = new BlobName("exports", "one.zip");
  private static final BlobAttributes ZIP = new BlobAttributes("application/zip", true);
  private static final Answer RESET = new Answer(0, Map.of(), "");

  /** Whatever is done succeeds, and nothing is kept. */
  private final HttpsStandIn server =
      new HttpsStandIn((method, _, _, _) ->
          new Answer(
              method.equals("PUT") ? 201 : 202,
              Map.of("ETag", "\"0x1\"", "Last-Modified", "Thu, 12 Nov 2026 09:30:15 GMT"),
              ""));

  private final TestVault vault = new TestVault();
  private final AzurePlatform platform = platform(Optional.empty());

  @AfterEach
  void close() {
    platform.close();
    vault.close();
    server.close();
  }

  @Test
  void aMissingRoleIsNamedAndNotTriedAgain() {
    server.failAlways(error(403, "AuthorizationPermissionMismatch"));

    assertThatThrownBy(this::put)
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining(
            "it takes the role Storage Blob Data Contributor on the container exports");
    assertThatThrownBy(() -> platform.blobs().open(NAME))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("Storage Blob Data Reader on the container exports");
    assertThatThrownBy(() -> platform.blobs().delete(NAME))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("Storage Blob Data Contributor");
    assertThat(server.log()).hasSize(3);
  }

  @Test
  void aRefusedAccountKeyIsNamedAndNotShown() {
    String key = "c3dvcmRmaXNo";
    server.failAlways(error(403, "AuthenticationFailed"));
    try (AzurePlatform byKey =
        platform(Optional.of(new Secret(Bytes.of(key.getBytes(StandardCharsets.UTF_8)))))) {
      assertThatThrownBy(() -> byKey.blobs().delete(NAME))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("the current key of the storage account")
          .hasMessageNotContaining(key);
    }
  }

  @Test
  void aTokenThatIsNotAcceptedIsPermanent() {
    server.failAlways(error(401, "InvalidAuthenticationInfo"));

    assertThatThrownBy(this::put)
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("token is not accepted");
  }

  @Test
  void aContainerThatIsMissingIsPermanentForAWriterOnly() {
    server.failAlways(error(404, "ContainerNotFound"));

    assertThatThrownBy(this::put)
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("create the container exports");
    assertThat(platform.blobs().open(NAME)).isEmpty();
    platform.blobs().delete(NAME);
  }

  @Test
  void aLeaseAndAPolicyArePermanent() {
    for (Answer locked :
        new Answer[] {error(412, "LeaseIdMissing"), error(409, "BlobImmutableDueToPolicy")}) {
      server.failAlways(locked);
      assertThatThrownBy(this::put)
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("release it");
    }
  }

  @Test
  void whatPassesByItselfIsTriedAgain() {
    for (Answer fault :
        new Answer[] {
          error(503, "ServerBusy"), error(500, "OperationTimedOut"), error(429, "Busy"), RESET
        }) {
      server.log().clear();
      server.failNext(fault);
      server.failNext(fault);
      put();
      assertThat(server.log()).as("after %s twice", fault.status()).hasSize(3);
    }
  }

  @Test
  void whatGoesOnIsTransientAfterAllRetries() {
    for (Answer fault : new Answer[] {error(503, "ServerBusy"), error(429, "Busy"), RESET}) {
      server.log().clear();
      server.failAlways(fault);
      assertThatThrownBy(this::put)
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageStartingWith("could not store exports/one.zip: ");
      assertThat(server.log()).as("after %s", fault.status()).hasSize(1 + 3);
    }
  }

  @Test
  void aRoleForSomeContainersOnlyIsInOrder() {
    server.failAlways(error(403, "AuthorizationPermissionMismatch"));
    assertThat(platform.check()).isEmpty();
  }

  @Test
  void aClosedNetworkIsNot() {
    server.failAlways(error(403, "AuthorizationFailure"));
    assertThat(platform.check())
        .singleElement()
        .asString()
        .startsWith("Blob Storage: could not look into")
        .contains("a network that is let in");
  }

  private void put() {
    platform.blobs().put(NAME, ZIP, out -> out.write('x'));
  }

  private AzurePlatform platform(Optional<Secret> key) {
    return TestVault.platform(
        vault.config(server.address().resolve("/account"), key),
        KeyVaultService.TOKEN,
        Duration.ZERO);
  }

  private static Answer error(int status, String code) {
    return new Answer(
        status,
        Map.of("x-ms-error-code", code, "Content-Type", "application/xml"),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>"
            + code
            + "</Code><Message>text of the vendor</Message></Error>");
  }
}
