// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.Test;

/** Clients that ask for a file and do not take it. */
class SlowDownloadsTest {
  private static final int PLACES = 4;
  private static final byte[] LARGE = new byte[15_000_000];

  @Test
  void uploadsAndDecoysAreAnsweredMeanwhile() throws IOException {
    BlobStore store = new MemoryPlatform().blobs();
    store.put(
        new BlobName("exports", "large.zip"),
        new BlobAttributes("application/zip", true),
        out -> out.write(LARGE));
    Endpoints endpoints = TestServer.publishing(_ -> TestServer.ACCEPTED).withBlobs(store);
    List<Socket> downloads = new ArrayList<>();
    try (TestServer server =
        new TestServer(TestServer.settings(TestServer.impatient(PLACES)), endpoints)) {
      for (int i = 0; i < 3 * PLACES; i++) {
        Socket download = server.connect();
        downloads.add(download);
        download
            .getOutputStream()
            .write(
                "GET /blobs/exports/large.zip HTTP/1.1\r\nHost: h\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        // its head has come, so it has its place or was refused
        assertThat(download.getInputStream().readNBytes(12)).hasSize(12);
        assertThat(server.publish("{}").status()).isEqualTo(200);
        assertThat(server.decoy().status()).isEqualTo(200);
      }
    } finally {
      for (Socket download : downloads) {
        download.close();
      }
    }
  }
}
