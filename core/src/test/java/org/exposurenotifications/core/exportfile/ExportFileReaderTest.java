// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.exposurenotifications.core.exportfile.proto.TemporaryExposureKeyExport;
import org.exposurenotifications.core.fixtures.Vectors;
import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFileReaderTest {
  private static final byte[] GOOD =
      Vectors.bytes("exports/revised/1795435200-1795449600-00001.zip");
  private static final ExportFileReader READER = new ExportFileReader(ReadLimits.DEFAULT);

  private final Map<String, byte[]> entries = Archives.unpack(GOOD);

  @Test
  void streamsAndBytesAreReadAlike() throws IOException {
    ReadOutcome outcome = READER.read(new ByteArrayInputStream(GOOD));

    assertThat(outcome).isInstanceOf(ReadOutcome.Read.class).isEqualTo(READER.read(Bytes.of(GOOD)));
  }

  @Test
  void entriesComeInAnyOrder() {
    Map<String, byte[]> reversed = new LinkedHashMap<>();
    List.copyOf(entries.keySet())
        .reversed()
        .forEach(name -> reversed.put(name, entries.getOrDefault(name, new byte[0])));

    assertThat(read(reversed)).isEqualTo(READER.read(Bytes.of(GOOD)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"export.bin", "export.sig"})
  void anEntryThatIsMissingIsRefused(String name) {
    entries.remove(name);

    assertThat(refused(entries)).contains("no " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"readme.txt", "../export.bin", "/export.bin", "Export.bin", "export.bin/"})
  void anyOtherEntryIsRefused(String name) {
    entries.put(name, new byte[0]);

    assertThat(refused(entries)).contains("does not belong there");
  }

  @Test
  void anEntryThatIsThereTwiceIsRefused() {
    byte[] twice =
        new String(GOOD, StandardCharsets.ISO_8859_1)
            .replace("export.sig", "export.bin")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(READER.read(Bytes.of(twice)))
        .isEqualTo(new ReadOutcome.Refused("the archive holds two entries of one name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EK Export v1   ", "EK Export v2    ", "EK EXPORT V1    more"})
  void anotherBeginningIsRefused(String beginning) {
    entries.put("export.bin", beginning.getBytes(StandardCharsets.US_ASCII));

    assertThat(refused(entries)).contains("does not begin as an export file");
  }

  @Test
  void aMessageThatIsNoneIsRefused() {
    entries.put("export.bin", "EK Export v1    nonsense".getBytes(StandardCharsets.US_ASCII));

    assertThat(refused(entries)).contains("damaged");
  }

  @Test
  void timesThatAreNoSpanAreRefused() {
    assertThat(refusedSpan(100, 100)).contains("span of time");
    assertThat(refusedSpan(100, 99)).contains("span of time");
    assertThat(refusedSpan(-1, 100)).contains("span of time");
    assertThat(refusedSpan(0, Long.MAX_VALUE)).contains("span of time");
  }

  @Test
  void anArchiveAboveTheLimitIsRefused() throws IOException {
    ExportFileReader exact = new ExportFileReader(new ReadLimits(GOOD.length, 10_000, 1000, 100));
    ExportFileReader tight =
        new ExportFileReader(new ReadLimits(GOOD.length - 1, 10_000, 1000, 100));

    assertThat(exact.read(new ByteArrayInputStream(GOOD))).isInstanceOf(ReadOutcome.Read.class);
    assertThat(tight.read(new ByteArrayInputStream(GOOD))).isInstanceOf(ReadOutcome.Refused.class);
    assertThat(tight.read(InputStream.nullInputStream())).isInstanceOf(ReadOutcome.Refused.class);
  }

  @Test
  void anEntryThatUnpacksToTooMuchIsRefused() {
    entries.put("export.bin", new byte[ReadLimits.DEFAULT.binBytes() + 1]);

    assertThat(refused(entries)).contains("export.bin is longer than");
  }

  /** Two bytes each in the file, which deflate to almost nothing, and hundreds in memory. */
  @Test
  void aFileOfCountlessEmptyKeysIsRefused() {
    byte[] bin = Arrays.copyOf(Format.magic(), Format.MAGIC_LENGTH + 2_000_002);
    for (int i = Format.MAGIC_LENGTH; i < bin.length; i += 2) {
      bin[i] = (7 << 3) | 2;
    }
    entries.put("export.bin", bin);

    assertThat(refused(entries)).isEqualTo("export.bin holds more than 1000000 keys");
  }

  /** A field of one byte and two of its number, which would become an object. */
  @Test
  void unknownFieldsCostNothing() {
    byte[] good = entries.getOrDefault("export.bin", new byte[0]);
    byte[] padded = Arrays.copyOf(good, good.length + 6_000_000);
    for (int i = good.length; i < padded.length; i += 3) {
      padded[i] = 15 << 3;
      padded[i + 1] = (byte) 0x80;
      padded[i + 2] = 2;
    }
    entries.put("export.bin", padded);
    byte[] archive = Archives.pack(entries);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    ReadOutcome outcome = READER.read(Bytes.of(archive));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
    assertThat(allocated).isLessThan(5L * padded.length);
  }

  @Test
  void failuresOfTheStreamPassThrough() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };

    assertThatThrownBy(() -> READER.read(broken)).hasMessage("connection reset");
  }

  @Test
  void aTruncatedArchiveNeverCausesAnException() {
    for (int length = 0; length < GOOD.length - 200; length++) {
      assertThat(READER.read(Bytes.of(Arrays.copyOf(GOOD, length)))).isNotNull();
    }
    assertThat(READER.read(Bytes.of(Arrays.copyOf(GOOD, GOOD.length / 2))))
        .isInstanceOf(ReadOutcome.Refused.class);
  }

  @Test
  void aDamagedArchiveNeverCausesAnException() {
    Random random = new Random(11);
    for (int i = 0; i < 5000; i++) {
      byte[] damaged = GOOD.clone();
      for (int j = random.nextInt(1, 4); j > 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      assertThat(READER.read(Bytes.of(damaged))).isNotNull();
    }
  }

  @Test
  void aDamagedMessageNeverCausesAnException() {
    Random random = new Random(12);
    byte[] bin = entries.getOrDefault("export.bin", new byte[0]);
    for (int i = 0; i < 5000; i++) {
      byte[] damaged = bin.clone();
      damaged[random.nextInt(16, damaged.length)] = (byte) random.nextInt();
      entries.put("export.bin", damaged);
      assertThat(read(entries)).isNotNull();
    }
  }

  private String refusedSpan(long start, long end) {
    byte[] message =
        TemporaryExposureKeyExport.newBuilder()
            .setStartTimestamp(start)
            .setEndTimestamp(end)
            .build()
            .toByteArray();
    byte[] bin = Arrays.copyOf(Format.magic(), Format.MAGIC_LENGTH + message.length);
    System.arraycopy(message, 0, bin, Format.MAGIC_LENGTH, message.length);
    entries.put("export.bin", bin);
    return refused(entries);
  }

  private static ReadOutcome read(Map<String, byte[]> entries) {
    return READER.read(Bytes.of(Archives.pack(entries)));
  }

  private static String refused(Map<String, byte[]> entries) {
    return switch (read(entries)) {
      case ReadOutcome.Refused refused -> refused.reason();
      case ReadOutcome.Read _ -> "not refused";
    };
  }
}
