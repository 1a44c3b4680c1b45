// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a phone gets from servers, and the files that people give it. */
final class PhoneFilesFuzzTest {
  /** Mostly of what is thrown away at once, such as the parts of each line. */
  private static final long MOST_BYTES = 32_000_000;

  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final URI INDEX = URI.create("https://cdn.example/v1/us/index.txt");
  private static final String SIGHTING =
      "{\"rpi\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"aem\":\"AAAAAA==\",\"rssi\":-60,"
          + "\"time\":\"2026-11-20T10:00:00Z\",\"previousScan\":\"2026-11-20T09:56:00Z\"}\n";
  private static final String STATE =
      "{\"file\":\"us/1-2-00001.zip\"}\n{\"key\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"rollingStart\":\"2650032\","
          + "\"rollingPeriod\":\"144\",\"reportType\":\"CONFIRMED_TEST\",\"changed\":\"true\"}\n";
  private static final String ANSWER =
      "{\"revisionToken\":\"AAAA\",\"insertedExposures\":14,\"warnings\":[\"a\"],\"padding\":\"AAAA\"}";

  @TempDir Path folder;

  /** Every name leads below the place of the index. */
  @Test
  void anIndexNamesFilesOfItsBucket() {
    fuzz(
        "index",
        "us/1795435200-1795449600-00001.zip\nus/1795435200-1795449600-00002.zip\n",
        input ->
            ExportIndex.parse(Bytes.of(input))
                .names()
                .forEach(name ->
                    assertThat(ExportIndex.locate(INDEX, name).normalize().toString())
                        .startsWith("https://cdn.example/v1/")));
  }

  @Test
  void sightingsAreReadOrNamedByTheirLine() {
    fuzz("sightings", SIGHTING + SIGHTING, input -> read(input, SightingFile::read));
  }

  @Test
  void aStateIsReadOrNamedByItsLine() {
    fuzz("state", STATE, input -> read(input, PhoneState::read));
  }

  @Test
  void anyAnswerIsOne() {
    fuzz(
        "answer",
        ANSWER,
        input ->
            assertThat(PublishAnswer.parse(200, new String(input, UTF_8)).status()).isEqualTo(200));
  }

  private static void fuzz(String name, String sample, Fuzz.Check check) {
    new Fuzz(name, MOST_BYTES, LONGEST).run(List.of(sample.getBytes(UTF_8)), check);
  }

  private void read(byte[] content, Reader reader) throws IOException {
    Path file = Files.write(folder.resolve("file"), content);
    try {
      reader.read(file);
    } catch (IOException refused) {
      assertThat(refused).hasMessageStartingWith(file.toString());
    }
  }

  @FunctionalInterface
  private interface Reader {
    Object read(Path file) throws IOException;
  }
}
