// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;

class ExportFileWriterTest {
  private static final ExportFileHeader HEADER =
      new ExportFileHeader(
          Instant.parse("2020-12-10T00:00:00Z"), Instant.parse("2020-12-10T04:00:00Z"), "US");

  @Test
  void anArchiveHoldsItsTwoEntriesAndNothingThatTellsWhenItWasWritten() throws IOException {
    byte[] archive = archive(List.of(key(1)), List.of());

    assertThat(Archives.unpack(archive).keySet()).containsExactly("export.bin", "export.sig");
    assertThat(archive).isEqualTo(archive(List.of(key(1)), List.of()));
    // local header: deflated, 1980-02-01T00:00, no extra field
    assertThat(HexFormat.of().formatHex(archive, 8, 14)).isEqualTo("080000004100");
    assertThat(HexFormat.of().formatHex(archive, 26, 30)).isEqualTo("0a000000");
    // end of the central directory: two entries, no comment
    assertThat(HexFormat.of().formatHex(archive, archive.length - 22, archive.length - 10))
        .isEqualTo("504b0506" + "00000000" + "02000200");
    assertThat(archive).endsWith(0, 0);
    assertThat(centralDirectoryHasNoExtraFieldOrComment(archive)).isTrue();
  }

  private static boolean centralDirectoryHasNoExtraFieldOrComment(byte[] archive) {
    // two entries of 46 bytes and a name of 10 bytes each, then the end of 22 bytes
    int directory = archive.length - 22 - 2 * (46 + 10);
    return HexFormat.of().formatHex(archive, directory, directory + 4).equals("504b0102")
        && HexFormat.of().formatHex(archive, directory + 56, directory + 60).equals("504b0102");
  }

  @Test
  void theDigestIsThatOfTheUnpackedEntry() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ExportFileWriter file = new ExportFileWriter(out, HEADER, List.of())) {
      file.addKey(key(1));
      Bytes digest = file.finish();

      byte[] bin = Archives.unpack(out.toByteArray()).get("export.bin");
      assertThat(digest).isEqualTo(Bytes.of(Format.sha256().digest(bin)));
    }
  }

  @Test
  void aKeyAfterARevisedKeyIsRefused() throws IOException {
    try (ExportFileWriter file =
        new ExportFileWriter(OutputStream.nullOutputStream(), HEADER, List.of())) {
      file.addRevisedKey(key(1));

      assertThatThrownBy(() -> file.addKey(key(2))).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void theCallersStreamIsLeftOpen() throws IOException {
    CountingStream out = new CountingStream();
    try (ExportFileWriter file = new ExportFileWriter(out, HEADER, List.of())) {
      file.finish();
    }

    assertThat(out.closed).isFalse();
  }

  @Test
  void keysLeaveAsTheyComeIn() throws IOException {
    Random random = new Random(7);
    CountingStream out = new CountingStream();
    try (ExportFileWriter file = new ExportFileWriter(out, HEADER, List.of())) {
      for (int i = 1; i <= 300_000; i++) {
        file.addKey(randomKey(random));
        if (i % 10_000 == 0) {
          // 16 bytes of each key are random and cannot be compressed
          assertThat(out.count).isGreaterThan(16L * i - 2_000_000);
        }
      }
      file.finish();
    }

    assertThat(out.count).isBetween(16L * 300_000, 30L * 300_000);
  }

  private static ExportKey key(int number) {
    return randomKey(new Random(number));
  }

  private static ExportKey randomKey(RandomGenerator random) {
    byte[] keyData = new byte[16];
    random.nextBytes(keyData);
    return new ExportKey(
        Bytes.of(keyData),
        random.nextInt(9),
        2_680_000 + 144 * random.nextInt(14),
        144,
        Optional.of(ReportType.CONFIRMED),
        OptionalInt.of(random.nextInt(-14, 15)));
  }

  private static byte[] archive(List<ExportKey> keys, List<ExportKey> revisedKeys)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ExportFileWriter file = new ExportFileWriter(out, HEADER, List.of())) {
      for (ExportKey key : keys) {
        file.addKey(key);
      }
      for (ExportKey key : revisedKeys) {
        file.addRevisedKey(key);
      }
      file.finish();
    }
    return out.toByteArray();
  }

  private static final class CountingStream extends OutputStream {
    private long count;
    private boolean closed;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
