// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the statuses of Cloud Storage mean to callers. */
@Execution(ExecutionMode.CONCURRENT)
final class StorageFailuresTest {
  private static final BlobName NAME = new BlobName("exports", "v1/index.txt");
  private static final BlobAttributes TEXT = new BlobAttributes("text/plain", false);

  @FunctionalInterface
  private interface Use {
    void of(BlobStore blobs);
  }

  private static final Use PUT = blobs -> blobs.put(NAME, TEXT, out -> out.write('x'));
  private static final Use OPEN = blobs -> blobs.open(NAME);
  private static final Use DELETE = blobs -> blobs.delete(NAME);

  @Test
  void aDeniedCallNamesThePermissionAndTheBucket() throws IOException {
    Map<String, Use> uses =
        Map.of(
            "storage.objects.create and, to replace, storage.objects.delete", PUT,
            "storage.objects.get", OPEN,
            "storage.objects.delete", DELETE);
    for (Map.Entry<String, Use> use : uses.entrySet()) {
      List<String> requests =
          failing(
              use.getValue(),
              PortFailure.Permanent.class,
              "grant the permission " + use.getKey() + " on the bucket exports",
              403);
      assertThat(requests).as("tried once").hasSize(1);
    }
  }

  @Test
  void aMissingBucketIsNamedToWhoWrites() throws IOException {
    List<String> requests =
        failing(PUT, PortFailure.Permanent.class, "the bucket exports is not there", 404);
    assertThat(requests).hasSize(1);
  }

  @Test
  void refusedCredentialsAreSaidSo() throws IOException {
    failing(DELETE, PortFailure.Permanent.class, "check the service account", 401);
  }

  @Test
  void aBadRequestIsPermanent() throws IOException {
    failing(OPEN, PortFailure.Permanent.class, "could not open exports/v1/index.txt", 400);
  }

  @Test
  void whatPassesIsTriedAgain() throws IOException {
    for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
      try (ScriptedStorage storage = new ScriptedStorage(status, status, 204);
          GcpPlatform platform = platform(storage)) {
        platform.blobs().delete(NAME);
        assertThat(storage.requests()).as("%s", status).hasSize(3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void whatDoesNotPassInTimeIsTransientAfterABoundedNumberOfTries(int status) throws IOException {
    for (Use use : List.of(PUT, OPEN, DELETE)) {
      List<String> requests = failing(use, PortFailure.Transient.class, "could not ", status);
      assertThat(requests).hasSizeBetween(2, 20);
    }
  }

  private static List<String> failing(
      Use use, Class<? extends PortFailure> failure, String message, int status)
      throws IOException {
    try (ScriptedStorage storage = new ScriptedStorage(status);
        GcpPlatform platform = platform(storage)) {
      assertThatThrownBy(() -> use.of(platform.blobs()))
          .as("%s", status)
          .isInstanceOf(failure)
          .hasMessageContaining(message)
          .hasMessageNotContaining("vendor's words");
      return storage.requests();
    }
  }

  private static GcpPlatform platform(ScriptedStorage storage) {
    return new GcpPlatform(
        new GcpConfig(
            TestCloud.PROJECT,
            Optional.empty(),
            false,
            Duration.ofSeconds(3),
            new GcpConfig.Endpoints(
                Optional.of(storage.address()), Optional.empty(), Optional.empty())),
        TestCloud.NO_CREDENTIALS);
  }
}
