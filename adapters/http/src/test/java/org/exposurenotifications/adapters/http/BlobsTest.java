// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.core.export.ListExportKeys.PublishedKey;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published files and published keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlobsTest {
  private static final String LARGE = "0123456789".repeat(200_000);

  private final BlobStore store = new MemoryPlatform().blobs();
  private final TestServer server =
      new TestServer(
          Endpoints.NONE
              .withBlobs(store)
              .withExportKeys(() ->
                  List.of(
                      new PublishedKey(
                          "310", "v1", Optional.of(Instant.EPOCH), Optional.empty(), "PEM\n"))));

  @BeforeAll
  void fill() {
    put("exports/us/file one+two.zip", "application/zip", true, LARGE);
    put("index.txt", "text/plain", false, "exports/us/a.zip\n");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aFileComesWithItsAttributes() {
    Reply reply = server.get("/blobs/bucket/exports/us/file%20one+two.zip");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(LARGE);
    assertThat(reply.header("content-type")).isEqualTo("application/zip");
    assertThat(reply.header("content-length")).isEqualTo("" + LARGE.length());
    assertThat(reply.header("cache-control")).isEqualTo("public, max-age=86400");
  }

  @Test
  void theIndexIsNotToBeCached() {
    Reply reply = server.get("/blobs/bucket/index.txt?now");

    assertThat(reply.body()).isEqualTo("exports/us/a.zip\n");
    assertThat(reply.header("cache-control")).isEqualTo("no-cache, max-age=0");
  }

  @Test
  void headTellsTheSameWithoutContent() {
    Reply reply = server.send("/blobs/bucket/index.txt", HttpRequest.Builder::HEAD);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("content-length")).isEqualTo("17");
    assertThat(reply.header("content-type")).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/blobs",
        "/blobs/",
        "/blobs/bucket",
        "/blobs/bucket/",
        "/blobs/bucket/absent",
        "/blobs/nowhere/index.txt",
        "/blobs//index.txt",
        "/blobs/bucket//index.txt",
        "/blobs/bucket/index.txt/",
        "/blobs/bucket/%ff%fe",
        "/blobs/bucket/a%00b",
        "/blobs/bucket/a%5cb",
        "/blobs/bucket/../bucket/index.txt",
        "/blobs/bucket/./index.txt",
        "/blobs/bucket/%2e%2e/bucket/index.txt",
        "/blobs/bucket/..%2f..%2fetc%2fpasswd",
        "/blobs/.state/x",
        "/blobs/.state/lock",
        "/blobs/%2estate/lock",
        "/blobs/.state/attributes/bucket/index.txt",
        "/blobs/./index.txt",
        "/blobs/../index.txt",
        "/blobs/bucket/%",
        "/blobs/bucket/%00",
        "/blobs/%00/index.txt",
        "/blobs/bucket/a%0ab",
        "/blobs/bucket/a%7fb",
        "/blobs/bucket%2findex.txt",
        "/blobs/bucket%2f/index.txt",
        "/blobs/bucket/exports%2fus",
        "/blobs/bucket/%c0%ae%c0%ae/index.txt",
        "/blobs/bucket/%ed%a0%80",
        "/blobs/bucket/%2",
        "/blobs/bucket/%zz"
      })
  void anythingElseIsNotFound(String path) throws IOException {
    String reply = server.raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    assertThat(reply).matches("(?s)HTTP/1.1 (400|404) .*").endsWith("\r\n\r\n");
  }

  @Test
  void aVeryLongNameIsNotFound() throws IOException {
    anythingElseIsNotFound("/blobs/bucket/" + "a".repeat(901));
    anythingElseIsNotFound("/blobs/" + "a".repeat(7000) + "/a");
    anythingElseIsNotFound("/blobs/bucket" + "/a".repeat(3500));
  }

  /** The store would fail, and the log would have an error. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ".state/x",
        ".state/lock",
        "%2estate/lock",
        ".state/attributes/bucket/index.txt",
        "bucket",
        "bucket/",
        "bucket//a",
        "bucket/a/",
        "bucket/a%0ab",
        "bucket/a%7fb",
        "bucket/%ff",
        "bucket/%ed%a0%80"
      })
  void noStoreIsAskedForWhatCannotBeAnObject(String name) throws IOException {
    try (TestServer strict = new TestServer(Endpoints.NONE.withBlobs(new NeverAsked()))) {
      for (String method : new String[] {"GET", "HEAD"}) {
        String reply =
            strict.raw(
                method + " /blobs/" + name + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(reply).matches("(?s)HTTP/1.1 (400|404) .*");
      }
      assertThat(strict.get("/blobs/bucket/a").status()).isEqualTo(503);
    }
  }

  @Test
  void filesAreForReadingOnly() {
    assertThat(server.post("/blobs/bucket/index.txt", "", r -> r).status()).isEqualTo(405);
  }

  @Test
  void theKeysThatVerifyFilesArePublished() {
    Reply reply = server.get("/.well-known/export-keys");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("cache-control")).isEqualTo("no-cache");
    assertThat(reply.json())
        .containsExactlyEntriesOf(
            Map.of(
                "keys",
                List.of(
                    Map.of(
                        "keyId", "310",
                        "keyVersion", "v1",
                        "from", "1970-01-01T00:00:00Z",
                        "thru", "null",
                        "pem", "PEM\n"))));
    assertThat(reply.body()).contains("\"thru\":null");
  }

  private void put(String name, String contentType, boolean cacheable, String content) {
    store.put(
        new BlobName("bucket", name),
        new BlobAttributes(contentType, cacheable),
        out -> out.write(content.getBytes(StandardCharsets.US_ASCII)));
  }

  private static final class NeverAsked implements BlobStore {
    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      throw new PortFailure.Permanent("asked to store " + name, null);
    }

    @Override
    public Optional<Blob> open(BlobName name) {
      throw new PortFailure.Permanent("asked to open " + name, null);
    }

    @Override
    public void delete(BlobName name) {
      throw new PortFailure.Permanent("asked to delete " + name, null);
    }
  }
}
