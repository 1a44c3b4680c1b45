// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class PhoneCommandTest {
  private static final String KEY = Vectors.path("exports/export-key-310-v1.pem").toString();
  private static final String WRONG_KEY = Vectors.path("exports/export-key-310-v2.pem").toString();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"revised", "split", "padded"})
  void whatTheReferenceServerPublishedIsWell(String name) {
    assertThat(run("verify", index(name), "--public-key", KEY)).isZero();
    assertThat(run("verify", index(name), "--public-key", KEY, "--key-id", "310")).isZero();
    assertThat(out.toString()).doesNotContain("FAIL");
  }

  @Test
  void eachFileHasALine() {
    assertThat(run("verify", index("split"), "--public-key", KEY)).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "OK   " + index("split") + ": lists 2 files",
            "OK   split/1795435200-1795449600-00001.zip: 24 keys, 0 revised, region US,"
                + " 2026-11-23T12:00:00Z to 2026-11-23T16:00:01Z, signed by 310-v1",
            "OK   split/1795435200-1795449600-00002.zip: 18 keys, 4 revised, region US,"
                + " 2026-11-23T12:00:00Z to 2026-11-23T16:00:02Z, signed by 310-v1");
  }

  @Test
  void anotherKeyOrNameFails() {
    assertThat(run("verify", index("revised"), "--public-key", WRONG_KEY)).isOne();
    assertThat(
            run(
                "verify",
                index("revised"),
                "--public-key",
                KEY,
                "--key-id",
                "310",
                "--key-version",
                "v2"))
        .isOne();
    assertThat(out.toString().lines().filter(line -> line.startsWith("FAIL")))
        .hasSize(2)
        .allMatch(line -> line.endsWith("00001.zip: no trusted key has signed this content"));
  }

  @Test
  void aSingleFileCanBeVerified() {
    String file = Vectors.path(Vectors.REVISED).toString();

    assertThat(run("verify", file, "--public-key", KEY)).isZero();
    assertThat(out.toString()).startsWith("OK   " + file + ": 42 keys, 4 revised");
  }

  @Test
  void missingDamagedAndRepeatedFilesFail() throws IOException {
    byte[] archive = Files.readAllBytes(Vectors.path(Vectors.REVISED));
    Files.createDirectories(folder.resolve("v1"));
    Files.write(folder.resolve("v1/1.zip"), archive);
    Files.write(folder.resolve("v1/2.zip"), archive);
    Files.writeString(folder.resolve("v1/3.zip"), "no archive");
    Path index =
        Files.writeString(
            folder.resolve("v1/index.txt"), "v1/1.zip\nv1/2.zip\nv1/3.zip\nv1/4.zip\n");

    assertThat(run("verify", index.toString(), "--public-key", KEY)).isOne();

    assertThat(out.toString().lines().map(line -> line.substring(0, 5)))
        .containsExactly("FAIL ", "OK   ", "FAIL ", "FAIL ", "FAIL ");
    assertThat(out.toString())
        .contains("v1/2.zip: it has the same region, start and end as v1/1.zip")
        .contains("v1/4.zip: there is no such file");
  }

  @Test
  void whatIsNotThereFails() {
    String absent = folder.resolve("absent/index.txt").toString();

    assertThat(run("verify", absent, "--public-key", KEY)).isOne();
    assertThat(run("sync", absent, "--public-key", KEY)).isOne();
    assertThat(run("verify", index("split"), "--public-key", absent)).isOne();
    assertThat(run("verify", index("split"), "--public-key", index("split"))).isOne();
    assertThat(run("verify", "http://localhost:1/index.txt", "--public-key", KEY)).isOne();
    assertThat(run("sync", index("split"), "--public-key", KEY, "--sightings", absent)).isOne();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("FAIL there is nothing at file:"),
            line -> assertThat(line).startsWith("FAIL there is nothing at file:"),
            line -> assertThat(line).startsWith("OK   "),
            line -> assertThat(line).startsWith("FAIL there is no public key"),
            line -> assertThat(line).startsWith("OK   "),
            line -> assertThat(line).contains("holds no public key"),
            line ->
                assertThat(line).isEqualTo("FAIL http://localhost:1/index.txt cannot be reached"),
            line -> assertThat(line).startsWith("FAIL there are no sightings"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void wrongArgumentsAreExplained() {
    for (String url : List.of("http://[", "https:index.txt", "file:relative", "a\0b")) {
      assertThat(run("verify", url, "--public-key", KEY)).as(url).isEqualTo(2);
    }
    assertThat(run("verify", index("split"))).isEqualTo(2);
    assertThat(err.toString()).contains("not an address: 'http://['").contains("--public-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "sync"})
  void helpShowsAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("phone " + command + " https://");
  }

  @Test
  void aSecondSyncHasNothingToDo() {
    String state = folder.resolve("state").toString();
    String[] sync = {"sync", index("split"), "--public-key", KEY, "--state", state};

    assertThat(run(sync)).isZero();
    assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("OK   "));
    out.getBuffer().setLength(0);
    assertThat(run(sync)).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileThatIsNotToBeBelievedIsTriedAgain() {
    String state = folder.resolve("state").toString();

    assertThat(run("sync", index("split"), "--public-key", WRONG_KEY, "--state", state)).isOne();
    out.getBuffer().setLength(0);
    assertThat(run("sync", index("split"), "--public-key", KEY, "--state", state)).isZero();
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void whatWasHeardIsMatchedNowAndLater() throws IOException {
    Path sightings = folder.resolve("heard.jsonl");
    Files.write(sightings, sightingsOf("CHgjkJE7BzRyPYGysxKIsg==", 2991034, 2));
    String state = folder.resolve("state").toString();
    List<String> expected =
        List.of(
            "WINDOW 2026-11-14: CONFIRMED_TEST, 6 min in 2 scans, attenuation 53 dB at least",
            "DAY    2026-11-14: 6 min in all, 6 min at once");

    for (int time = 0; time < 2; time++) {
      out.getBuffer().setLength(0);
      assertThat(
              run(
                  "sync",
                  index("revised"),
                  "--public-key",
                  KEY,
                  "--state",
                  state,
                  "--sightings",
                  sightings.toString(),
                  "--now",
                  "2026-11-23T20:00:00Z"))
          .isZero();
      assertThat(out.toString().lines().filter(line -> !line.startsWith("OK")))
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void filesThatCannotBeReadAreNamedWithTheLine() throws IOException {
    Path odd = Files.writeString(folder.resolve("odd"), "{\"file\":\"a\"}\n{\"rpi\":\"AAAA\"}\n");

    for (String option : List.of("--state", "--sightings")) {
      out.getBuffer().setLength(0);
      assertThat(run("sync", index("split"), "--public-key", KEY, option, odd.toString())).isOne();
      assertThat(out.toString()).startsWith("FAIL " + odd + ", line ");
    }
  }

  /** Heard in two scans of the same interval, five minutes apart. */
  private static List<String> sightingsOf(String key, int start, int scans) throws IOException {
    KeySchedule schedule = new KeySchedule(Bytes.ofBase64(key));
    IntervalNumber interval = new IntervalNumber(start + 10);
    Bytes identifier = schedule.identifier(interval);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < scans; i++) {
      Instant time = interval.start().plusSeconds(240L * i);
      Map<String, String> members =
          Map.of(
              "rpi", identifier.base64(),
              "aem", schedule.crypt(identifier, new Metadata(3, -7).encode()).base64(),
              "rssi", "-60",
              "time", time.toString());
      lines.add(
          FlatJson.write(members)
              .replace(
                  "}", i == 0 ? "}" : ",\"previousScan\":\"" + time.minusSeconds(240) + "\"}"));
    }
    return lines;
  }

  private static String index(String name) {
    return Vectors.path("exports/" + name + "/index.txt").toString();
  }

  private int run(String... arguments) {
    return new CommandLine(new PhoneCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.of(arguments).toArray(String[]::new));
  }
}
