// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.exposurenotifications.adapters.s3.ScriptedServer.Answer;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
final class S3FailureTest {
  private static final BlobName NAME = new BlobName(Samples.BUCKET, "exports/one.zip");
  private static final BlobAttributes ZIP = new BlobAttributes("application/zip", true);
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  @Test
  void whatIsForbiddenNamesThePermissionAndTheBucket() {
    try (ScriptedServer server = ScriptedServer.answering(Answer.error(403, "AccessDenied"));
        S3BlobStore store = storeAt(server.address())) {
      permanent(() -> store.put(NAME, ZIP, out -> out.write(1)))
          .hasMessage(
              "could not store en-contract-one/exports/one.zip: allow s3:PutObject on"
                  + " arn:aws:s3:::en-contract-one");
      permanent(() -> store.open(NAME))
          .hasMessageContaining("allow s3:GetObject and s3:ListBucket on");
      permanent(() -> store.delete(NAME)).hasMessageContaining("allow s3:DeleteObject on");
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void aBucketThatIsNotThereHasToBeMade() {
    try (S3Server server = S3Server.start();
        S3BlobStore store = new S3BlobStore(server.config())) {
      permanent(() -> store.put(new BlobName("en-absent", "a"), ZIP, out -> out.write(1)))
          .hasMessageContaining("there is no bucket en-absent; create it");
    }
  }

  @Test
  void aWrongSecretKeyIsRefusedAndNotShown() {
    S3Config.AccessKey wrong =
        new S3Config.AccessKey(S3Server.KEY.id(), new Secret(Samples.utf8("not-the-secret")));
    try (S3Server server = S3Server.start();
        S3BlobStore store =
            new S3BlobStore(
                new S3Config(
                    "eu-central-1",
                    server.config().endpoint(),
                    true,
                    Optional.of(wrong),
                    DEADLINE))) {
      permanent(() -> store.put(NAME, ZIP, out -> out.write(1)))
          .hasMessageContaining("S3 does not accept the credentials")
          .satisfies(thrown -> assertThat(trace(thrown)).doesNotContain("not-the-secret"));
    }
  }

  @Test
  void withoutCredentialsNothingIsAskedForThem() {
    try (ScriptedServer server = ScriptedServer.answering(Answer.of(200, ""));
        S3BlobStore store =
            new S3BlobStore(
                new S3Config(
                    "eu-central-1",
                    Optional.of(server.address()),
                    true,
                    Optional.empty(),
                    DEADLINE))) {
      permanent(() -> store.delete(NAME)).hasMessageContaining("there are no credentials for S3");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aBucketOfAnotherRegionIsToldSo() {
    try (ScriptedServer server = ScriptedServer.answering(Answer.error(301, "PermanentRedirect"));
        S3BlobStore store = storeAt(server.address())) {
      permanent(() -> store.open(NAME)).hasMessageContaining("is in another region; set that");
    }
  }

  @Test
  void whatCannotBeAskedIsPermanent() {
    S3Config nowhere =
        new S3Config(
            "no such region", Optional.empty(), false, Optional.of(S3Server.KEY), DEADLINE);
    try (S3BlobStore store = new S3BlobStore(nowhere)) {
      permanent(() -> store.put(NAME, ZIP, out -> out.write(1)))
          .hasMessageContaining("check bucket, region and endpoint");
    }
  }

  @Test
  void aBucketThatCannotBeIsPermanent() {
    try (S3Server server = S3Server.start();
        S3BlobStore store = new S3BlobStore(server.config())) {
      for (String bucket : new String[] {"Not A Bucket", "x", "a_b", "bücher"}) {
        permanent(() -> store.put(new BlobName(bucket, "a"), ZIP, out -> out.write(1)))
            .hasMessageContaining("could not store " + bucket + "/a: ");
      }
    }
  }

  @Test
  void aWrongClockIsToldSo() {
    try (ScriptedServer server =
            ScriptedServer.answering(Answer.error(403, "RequestTimeTooSkewed"));
        S3BlobStore store = storeAt(server.address())) {
      permanent(() -> store.open(NAME)).hasMessageContaining("set this machine's clock");
    }
  }

  @Test
  void whatIsOverloadedIsAskedAgain() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                Answer.error(500, "InternalError"),
                Answer.error(500, "InternalError"),
                Answer.of(200, ""));
        S3BlobStore store = storeAt(server.address())) {
      store.put(NAME, ZIP, out -> out.write(1));
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void afterALostConnectionItIsAskedAgain() {
    try (ScriptedServer server = ScriptedServer.answering(Answer.NONE, Answer.of(200, ""));
        S3BlobStore store = storeAt(server.address())) {
      store.put(NAME, ZIP, out -> out.write(1));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void connectionsThatAreLostAgainAndAgainAreTransient() {
    try (ScriptedServer server = ScriptedServer.answering(Answer.NONE);
        S3BlobStore store = storeAt(server.address())) {
      assertThatThrownBy(() -> store.put(NAME, ZIP, out -> out.write(1)))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(server.requests()).hasSizeBetween(2, 5);
    }
  }

  @Test
  void throttlingIsTransientWhenTheDeadlineEnds() {
    try (ScriptedServer server = ScriptedServer.answering(Answer.error(503, "SlowDown"));
        S3BlobStore store = storeAt(server.address())) {
      Instant start = Instant.now();
      assertThatThrownBy(() -> store.put(NAME, ZIP, out -> out.write(1)))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(Duration.between(start, Instant.now())).isLessThan(DEADLINE.multipliedBy(2));
      assertThat(server.requests()).hasSizeBetween(2, 5);
    }
  }

  @Test
  void aServerThatIsAwayIsTransient() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (S3BlobStore store = storeAt(nobody)) {
      assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(PortFailure.Transient.class);
    }
  }

  @Test
  void aServerThatIsSilentIsTransientSoonAfterTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        S3BlobStore store = storeAt(URI.create("http://127.0.0.1:" + silent.getLocalPort()))) {
      Instant start = Instant.now();
      assertThatThrownBy(() -> store.open(NAME)).isInstanceOf(PortFailure.Transient.class);
      assertThat(Duration.between(start, Instant.now())).isLessThan(DEADLINE.multipliedBy(2));
    }
  }

  @Test
  void anObjectThatBreaksOffIsNotTakenForShort() throws IOException {
    try (ScriptedServer server = ScriptedServer.answering(new Answer(200, "half of", 14));
        S3BlobStore store = storeAt(server.address());
        Blob blob = store.open(NAME).orElseThrow()) {
      assertThat(blob.length()).isEqualTo(14);
      assertThatThrownBy(() -> blob.content().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessage("Premature EOF");
    }
  }

  @Test
  void anObjectWithoutALengthIsRefused() {
    try (ScriptedServer server = ScriptedServer.answering(new Answer(200, "chunks", -1));
        S3BlobStore store = storeAt(server.address())) {
      permanent(() -> store.open(NAME)).hasMessageContaining("without its length");
    }
  }

  private static S3BlobStore storeAt(URI endpoint) {
    return new S3BlobStore(S3Server.configAt(endpoint, DEADLINE));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> permanent(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(PortFailure.Permanent.class);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
