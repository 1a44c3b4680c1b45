// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.docs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.exposurenotifications.core.exportfile.ExportFileHeader;
import org.exposurenotifications.core.exportfile.ExportFileWriter;
import org.exposurenotifications.core.exportfile.Signer;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recomputes what stands in {@code docs/protocol/export.md}. */
class ExportPageTest {
  private static final Page PAGE = Page.read("export.md");
  private static final Pattern SIZE = Pattern.compile("`export.bin`, (\\d+) bytes, hexadecimal");
  private static final Pattern WINDOW = Pattern.compile("Window (\\d+ to \\d+), region `US`");
  private static final long START = 1_588_291_200;
  private static final long END = 1_588_294_800;

  static Stream<String> labels() {
    return PAGE.labels().stream();
  }

  @Test
  void theBlocksAreThese() {
    assertThat(PAGE.labels()).containsExactly("exportBin", "sha256");
  }

  @Test
  void theBytesAreWhatTheServerWrites() {
    check(PAGE);
    assertThat(PAGE.prose(WINDOW)).isEqualTo(START + " to " + END);
  }

  @ParameterizedTest
  @MethodSource("labels")
  void noCharacterOfABlockCanChangeUnnoticed(String label) {
    PAGE.expectEveryCharacterToCount(label, ExportPageTest::check);
  }

  private static void check(Page page) {
    Digest digest = new Digest();
    byte[] exportBin = exportBin(digest);

    assertThat(HexFormat.of().formatHex(exportBin))
        .isEqualTo(page.block("exportBin").replace("\n", ""));
    assertThat(Integer.toString(exportBin.length)).isEqualTo(page.prose(SIZE));
    assertThat(digest.signed.base64()).isEqualTo(page.block("sha256"));
  }

  private static byte[] exportBin(SigningKey key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExportFileHeader header =
        new ExportFileHeader(Instant.ofEpochSecond(START), Instant.ofEpochSecond(END), "US");
    try (ExportFileWriter file =
        new ExportFileWriter(out, header, List.of(new Signer("310", "1", key)))) {
      file.addKey(key("ABC", 8, 18, 0, ReportType.LIKELY, OptionalInt.of(0)));
      file.addKey(key("DEF", 1, 118, 1, ReportType.CONFIRMED, OptionalInt.of(-1)));
      file.addKey(key("GHI", 5, 118, 1, ReportType.USER_REPORT, OptionalInt.of(-1)));
      file.addRevisedKey(
          key("123", 4, 100, IntervalNumber.PER_DAY, ReportType.NEGATIVE, OptionalInt.empty()));
      file.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return firstEntry(out.toByteArray());
  }

  private static ExportKey key(
      String data, int risk, int start, int period, ReportType type, OptionalInt onset) {
    return new ExportKey(
        Bytes.of(data.getBytes(US_ASCII)), risk, start, period, Optional.of(type), onset);
  }

  private static byte[] firstEntry(byte[] archive) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      assertThat(zip.getNextEntry()).extracting(ZipEntry::getName).isEqualTo("export.bin");
      return zip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers what it was to sign. */
  private static final class Digest implements SigningKey {
    private Bytes signed = Bytes.empty();

    @Override
    public Bytes signDigest(Bytes sha256) {
      signed = sha256;
      return Bytes.of(new byte[] {1});
    }

    @Override
    public Bytes publicKey() {
      return Bytes.empty();
    }
  }
}
