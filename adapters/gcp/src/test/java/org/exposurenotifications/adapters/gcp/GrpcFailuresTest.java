// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the statuses of Secret Manager and Cloud KMS mean to callers. */
@Execution(ExecutionMode.CONCURRENT)
final class GrpcFailuresTest {
  private static final Bytes DIGEST = Bytes.of(new byte[32]);
  private static final Bytes DATA = Bytes.of(new byte[] {1});

  private final TestCloud cloud = new TestCloud();
  private final GcpPlatform platform = cloud.platform();
  private SigningKey key;
  private Bytes sealed;

  @BeforeEach
  void makeKeys() {
    key = platform.signingKeys().ensure("signing");
    platform.keyEncryption().ensure("wrapping");
    sealed = platform.keyEncryption().encrypt("wrapping", DATA, DATA);
  }

  @AfterEach
  void close() {
    platform.close();
    cloud.close();
  }

  @Test
  void aDeniedCallNamesThePermissionAndTheResource() {
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    calls.put("secretmanager.versions.access", () -> platform.secrets().find("s"));
    calls.put(
        "cloudkms.cryptoKeyVersions.viewPublicKey", () -> platform.signingKeys().find("signing"));
    calls.put("cloudkms.cryptoKeyVersions.useToSign", () -> key.signDigest(DIGEST));
    calls.put(
        "cloudkms.cryptoKeyVersions.useToEncrypt",
        () -> platform.keyEncryption().encrypt("wrapping", DATA, DATA));
    calls.put(
        "cloudkms.cryptoKeyVersions.useToDecrypt",
        () -> platform.keyEncryption().decrypt("wrapping", sealed, DATA));

    calls.forEach((permission, call) -> {
      cloud.faults().fail(Status.PERMISSION_DENIED.withDescription("vendor's words"), 1);
      assertThatThrownBy(call)
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("grant the permission " + permission + " on projects/")
          .hasMessageNotContaining("vendor's words")
          .hasStackTraceContaining("vendor's words");
      assertThat(cloud.faults().calls()).isEqualTo(1);
    });
  }

  @Test
  void makingAKeyWithoutPermissionNamesIt() {
    cloud.faults().fail(Status.PERMISSION_DENIED, 9);
    assertThatThrownBy(() -> platform.keyEncryption().ensure("new"))
        .isInstanceOf(PortFailure.Permanent.class);

    // the look-up of the key passes, and its making fails
    cloud.faults().failAfter(1, Status.PERMISSION_DENIED);
    assertThatThrownBy(() -> platform.keyEncryption().ensure("new"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("cloudkms.cryptoKeys.create on " + TestCloud.KEY_RING);
  }

  @Test
  void whoMayOnlyUseAKeyMayEnsureIt() {
    cloud.faults().fail(Status.PERMISSION_DENIED, 1);
    platform.keyEncryption().ensure("wrapping");
    assertThat(cloud.faults().calls()).isEqualTo(2);
  }

  @Test
  void whatPassesIsTriedAgain() {
    for (Status status :
        List.of(
            Status.UNAVAILABLE,
            Status.RESOURCE_EXHAUSTED,
            Status.DEADLINE_EXCEEDED,
            Status.ABORTED,
            Status.INTERNAL)) {
      cloud.faults().fail(status, 2);
      assertThat(key.signDigest(DIGEST).length()).as(status.toString()).isGreaterThan(60);
      assertThat(cloud.faults().calls()).as(status.toString()).isEqualTo(3);
    }
  }

  @Test
  void whatDoesNotPassInTimeIsTransientAfterABoundedNumberOfTries() {
    for (Status status : List.of(Status.UNAVAILABLE, Status.RESOURCE_EXHAUSTED)) {
      cloud.faults().fail(status, Integer.MAX_VALUE);
      assertThatThrownBy(() -> platform.secrets().find("s"))
          .as(status.toString())
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageContaining("could not read the secret projects/en-contract/secrets/s");
      // pauses of up to 100, 200, 400 milliseconds and so on, within 3 seconds
      assertThat(cloud.faults().calls()).as(status.toString()).isBetween(4, 40);
    }
  }

  @Test
  void aServerThatHangsIsAskedAgain() {
    cloud.faults().hang(1);
    assertThat(key.signDigest(DIGEST).length()).isGreaterThan(60);
    assertThat(cloud.faults().calls()).isEqualTo(2);
  }

  @Test
  void everyOtherStatusIsPermanentOrTransient() {
    Map<Status, Class<? extends PortFailure>> failures =
        Map.of(
            Status.UNAUTHENTICATED, PortFailure.Permanent.class,
            Status.INVALID_ARGUMENT, PortFailure.Permanent.class,
            Status.FAILED_PRECONDITION, PortFailure.Permanent.class,
            Status.OUT_OF_RANGE, PortFailure.Permanent.class,
            Status.UNIMPLEMENTED, PortFailure.Permanent.class,
            Status.UNKNOWN, PortFailure.Transient.class,
            Status.CANCELLED, PortFailure.Transient.class,
            Status.DATA_LOSS, PortFailure.Transient.class);
    failures.forEach((status, failure) -> {
      cloud.faults().fail(status, 1);
      assertThatThrownBy(() -> platform.secrets().find("s"))
          .as(status.toString())
          .isInstanceOf(failure);
      assertThat(cloud.faults().calls()).as(status.toString()).isEqualTo(1);
    });
  }

  @Test
  void absenceIsNoFailureWhereThePortSaysSo() {
    assertThat(platform.secrets().find("absent")).isEmpty();
    assertThat(platform.signingKeys().find("absent")).isEqualTo(Optional.empty());
  }
}
