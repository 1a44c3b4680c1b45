// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.BlobFaultContract;
import org.exposurenotifications.testing.contracts.CannedReplies;
import org.exposurenotifications.testing.contracts.FaultProxy;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class AzureBlobFaultTest implements BlobFaultContract {
  private static TestStorage storage;
  private final String bucket = TestStorage.newName();
  private FaultProxy proxy;
  private AzurePlatform platform;

  @BeforeAll
  static void startAzurite() {
    storage = new TestStorage();
  }

  @AfterAll
  static void stopAzurite() {
    if (storage != null) {
      storage.close();
    }
  }

  @BeforeEach
  void open() {
    storage.client().createBlobContainer(bucket);
    proxy =
        new FaultProxy(
            storage.endpoint(),
            new CannedReplies(
                error(503, "ServerBusy"),
                error(500, "InternalError"),
                error(403, "AuthorizationFailure"),
                error(403, "AuthenticationFailed")));
    platform =
        TestVault.platform(
            new AzureConfig(
                proxy.address().resolve(storage.endpoint().getPath()),
                storage.key(),
                TestVault.NOWHERE,
                false,
                Optional.empty(),
                FaultyVault.RETRIES),
            "unused",
            Duration.ZERO);
  }

  @AfterEach
  void close() {
    platform.close();
    proxy.close();
  }

  @Override
  public FaultSource faults() {
    return proxy;
  }

  @Override
  public Duration patience() {
    return FaultyVault.PATIENCE;
  }

  @Override
  public List<String> hidden() {
    return List.of(storage.key().map(Secret::reveal).orElseThrow());
  }

  @Override
  public BlobStore blobs() {
    return platform.blobs();
  }

  @Override
  public String bucket() {
    return bucket;
  }

  private static CannedReplies.Reply error(int status, String code) {
    return new CannedReplies.Reply(
        status,
        List.of("x-ms-error-code: " + code, "Content-Type: application/xml"),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>"
            + code
            + "</Code><Message>"
            + FaultSource.VENDOR_WORDS
            + "</Message></Error>");
  }
}
