// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.exposurenotifications.adapters.s3.ScriptedServer.Answer;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class S3UploadTest {
  private static final BlobName NAME = new BlobName(Samples.BUCKET, "exports/large.zip");
  private static final BlobAttributes ZIP = new BlobAttributes("application/zip", true);
  private static final Answer BEGUN =
      Answer.of(
          200,
          "<InitiateMultipartUploadResult><UploadId>up</UploadId></InitiateMultipartUploadResult>");
  private static final Answer DONE = Answer.of(200, "");

  private static S3Server server;
  private static S3BlobStore store;

  @BeforeAll
  static void start() {
    server = S3Server.start();
    store = new S3BlobStore(server.config());
  }

  @BeforeEach
  void empty() {
    server.empty();
  }

  @AfterAll
  static void stop() {
    store.close();
    server.close();
  }

  @Test
  void whatFitsIntoAPartIsOneRequest() {
    store.put(NAME, ZIP, out -> out.write(new byte[S3Upload.PART_BYTES]));
    assertThat(tag()).doesNotContain("-");
  }

  @Test
  void oneByteMoreIsTwoParts() throws IOException {
    store.put(
        NAME,
        ZIP,
        out -> {
          out.write(new byte[S3Upload.PART_BYTES]);
          out.write(7);
        });
    assertThat(tag()).endsWith("-2\"");
    assertThat(server.openUploads()).isZero();
    try (Blob blob = store.open(NAME).orElseThrow()) {
      assertThat(blob.attributes()).isEqualTo(ZIP);
      assertThat(blob.length()).isEqualTo(S3Upload.PART_BYTES + 1L);
      blob.content().skipNBytes(S3Upload.PART_BYTES);
      assertThat(blob.content().readAllBytes()).containsExactly(7);
    }
  }

  @Test
  void aWriterThatFailsLateLeavesNoParts() throws IOException {
    store.put(NAME, ZIP, out -> out.write('o'));
    IllegalStateException failure = new IllegalStateException("of the writer");
    assertThatThrownBy(() -> store.put(NAME, ZIP, failingWith(failure)))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
    assertThat(server.openUploads()).isZero();
    try (Blob blob = store.open(NAME).orElseThrow()) {
      assertThat(blob.content().readAllBytes()).containsExactly('o');
    }
  }

  @Test
  void partsAreThereUntilTheWriterFails() {
    assertThatThrownBy(() ->
            store.put(
                NAME,
                ZIP,
                out -> {
                  out.write(new byte[2 * S3Upload.PART_BYTES]);
                  assertThat(server.openUploads()).isEqualTo(1);
                  throw new IOException("broken");
                }))
        .isInstanceOf(PortFailure.Transient.class)
        .hasMessageContaining(NAME.toString());
    assertThat(server.openUploads()).isZero();
  }

  @Test
  void whenThePartsCannotBeThrownAwayTheWritersFailureIsTold() {
    IllegalStateException failure = new IllegalStateException("of the writer");
    try (ScriptedServer scripted =
            ScriptedServer.answering(BEGUN, DONE, DONE, Answer.error(403, "AccessDenied"));
        S3BlobStore broken = storeAt(scripted)) {
      assertThatThrownBy(() -> broken.put(NAME, ZIP, failingWith(failure)))
          .isSameAs(failure)
          .satisfies(thrown ->
              assertThat(thrown.getSuppressed())
                  .singleElement()
                  .asString()
                  .contains("s3:AbortMultipartUpload"));
    }
  }

  @Test
  void aPartThatIsRefusedEndsTheUpload() {
    try (ScriptedServer scripted =
            ScriptedServer.answering(BEGUN, Answer.error(403, "AccessDenied"), DONE);
        S3BlobStore broken = storeAt(scripted)) {
      assertThatThrownBy(
              () -> broken.put(NAME, ZIP, out -> out.write(new byte[3 * S3Upload.PART_BYTES])))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("s3:PutObject");
      assertThat(scripted.requests())
          .extracting(ScriptedServer.Request::method)
          .containsExactly("POST", "PUT", "DELETE");
      assertThat(scripted.requests().getLast().query()).contains("uploadId=up");
    }
  }

  @Test
  void anUploadThatIsGoneWhenItIsCompletedIsWorthARetry() {
    try (ScriptedServer scripted =
            ScriptedServer.answering(BEGUN, DONE, DONE, Answer.error(404, "NoSuchUpload"));
        S3BlobStore broken = storeAt(scripted)) {
      assertThatThrownBy(
              () -> broken.put(NAME, ZIP, out -> out.write(new byte[S3Upload.PART_BYTES + 1])))
          .isInstanceOf(PortFailure.Transient.class);
    }
  }

  @Test
  void everyBodyGoesWithItsDigest() {
    try (ScriptedServer scripted = ScriptedServer.answering(DONE);
        S3BlobStore small = storeAt(scripted)) {
      small.put(NAME, ZIP, out -> out.write(new byte[] {'a', 'b', 'c'}));
      assertThat(scripted.requests())
          .extracting(request -> request.headers().get("Content-MD5"))
          .containsExactly(List.of("kAFQmDzST7DWlj99KOF/cg=="));
    }
  }

  private static S3BlobStore storeAt(ScriptedServer scripted) {
    return new S3BlobStore(S3Server.configAt(scripted.address(), Duration.ofSeconds(20)));
  }

  private static BlobContent failingWith(RuntimeException failure) {
    return out -> {
      out.write(new byte[2 * S3Upload.PART_BYTES + 1]);
      throw failure;
    };
  }

  private static String tag() {
    return server
        .client()
        .headObject(object -> object.bucket(NAME.bucket()).key(NAME.name()))
        .eTag();
  }
}
