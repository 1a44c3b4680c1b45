// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;

/** What the clauses about objects do again and again. */
record BlobSteps(BlobStore blobs) {
  static final BlobAttributes ZIP = new BlobAttributes("application/zip", true);
  static final BlobAttributes TEXT = new BlobAttributes("text/plain", false);
  static final BlobName NAME = new BlobName(Samples.BUCKET, "exports/one.zip");

  void put(BlobName name, byte[] content) {
    blobs.put(name, ZIP, out -> out.write(content));
  }

  void putText(BlobName name, String content) {
    put(name, Samples.utf8(content).toByteArray());
  }

  /** The content, whose length has to be what was announced; empty if there is no object. */
  Optional<Bytes> read(BlobName name) {
    return blobs.open(name).map(BlobSteps::readAndClose);
  }

  BlobAttributes attributes(BlobName name) {
    try (Blob blob = blobs.open(name).orElseThrow()) {
      return blob.attributes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes readAndClose(Blob blob) {
    try (blob) {
      byte[] content = blob.content().readAllBytes();
      assertThat(blob.length()).isEqualTo(content.length);
      return Bytes.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same each time. */
  static byte[] noise(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  /** Of at most 900 bytes, among its segments some that are too long for a file. */
  static String oddName(Random random) {
    String[] odd = {"a", ".", "~", "%2f", "+", "#", "?", "&", ":", ";", "'", "\"", " ", "é", "鍵"};
    StringBuilder name = new StringBuilder("x");
    for (int i = random.nextInt(1, 300); i > 0; i--) {
      name.append(random.nextInt(60) == 0 ? "/x" : odd[random.nextInt(odd.length)]);
    }
    return name.append('x').toString();
  }
}
