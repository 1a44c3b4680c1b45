// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchiveTest {
  /** Around the length of a piece, and of many. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 3_000_000})
  void anEntryOfAnyLengthIsReadBackFromAStreamAndAFile(int length, @TempDir Path directory)
      throws IOException {
    byte[] content = content(length);
    byte[] archive = archive(content, new byte[] {1, 2, 3});

    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("one");
      assertThat(zip.readAllBytes()).isEqualTo(content);
      assertThat(zip.getNextEntry().getName()).isEqualTo("two");
      assertThat(zip.readAllBytes()).containsExactly(1, 2, 3);
      assertThat(zip.getNextEntry()).isNull();
    }
    try (var zip = new ZipFile(Files.write(directory.resolve("a.zip"), archive).toFile())) {
      var entry = zip.getEntry("one");
      assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(content);
      assertThat(entry.getSize()).isEqualTo(length);
      assertThat(zip.size()).isEqualTo(2);
    }
  }

  @Test
  void equalContentIsEqualBytesWhoeverIsFaster() throws IOException {
    byte[] content = content(2_000_000);
    byte[] first = archive(content, content);
    for (int i = 0; i < 5; i++) {
      assertThat(archive(content, content)).isEqualTo(first);
    }
  }

  @Test
  void compressionIsWorthIt() throws IOException {
    byte[] content = new byte[1_000_000];
    assertThat(archive(content, new byte[0]).length).isLessThan(20_000);
  }

  @Test
  void aStreamThatFailsEndsTheWriting() throws IOException {
    byte[] content = content(5_000_000);
    try (var archive = new Archive(new FullStream(100_000))) {
      assertThatThrownBy(
              () -> {
                try (OutputStream entry = archive.entry("one")) {
                  entry.write(content);
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("full");
    }
  }

  private static byte[] archive(byte[] one, byte[] two) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var archive = new Archive(out)) {
      try (OutputStream entry = archive.entry("one")) {
        entry.write(one);
      }
      try (OutputStream entry = archive.entry("two")) {
        for (byte each : two) {
          entry.write(each);
        }
      }
      archive.finish();
    }
    return out.toByteArray();
  }

  /** Half of it random. */
  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(1).nextBytes(content);
    Arrays.fill(content, 0, length / 2, (byte) 7);
    return content;
  }

  private static final class FullStream extends OutputStream {
    private int room;

    FullStream(int room) {
      this.room = room;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      room -= length;
      if (room < 0) {
        throw new IOException("full");
      }
    }
  }
}
