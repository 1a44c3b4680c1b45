// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.core.fixtures.Vectors;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** Archives from anywhere, and what is in them. */
final class ExportFileFuzzTest {
  private static final long MOST_BYTES = 16_000_000;
  private static final ReadLimits LIMITS = new ReadLimits(100_000, 200_000, 10_000, 10_000);
  private static final ExportFileReader READER = new ExportFileReader(LIMITS);

  private final byte[] good = Vectors.bytes("exports/revised/1795435200-1795449600-00001.zip");

  @Test
  void aChangedArchiveIsReadOrRefused() {
    new Fuzz("archive", MOST_BYTES, Duration.ofSeconds(1))
        .run(List.of(good), input -> requireOutcome(input));
  }

  @Test
  void changedContentIsReadOrRefused() {
    Map<String, byte[]> entries = Archives.unpack(good);
    for (String name : List.of(Format.BIN, Format.SIG)) {
      new Fuzz(name, MOST_BYTES, Duration.ofSeconds(1))
          .run(
              List.of(entries.get(name)),
              input -> {
                Map<String, byte[]> changed = new LinkedHashMap<>(entries);
                changed.put(name, input);
                requireOutcome(Archives.pack(changed));
              });
    }
  }

  private static void requireOutcome(byte[] archive) {
    assertThat(READER.read(Bytes.of(archive)))
        .isInstanceOfAny(ReadOutcome.Read.class, ReadOutcome.Refused.class);
  }
}
