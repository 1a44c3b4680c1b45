// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.exposurenotifications.apps.phone.CosignSet;
import org.exposurenotifications.apps.phone.DeviceVerifier;
import org.exposurenotifications.apps.phone.Download;
import org.exposurenotifications.apps.phone.ExportClient;
import org.exposurenotifications.apps.phone.ExposureWindow;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.apps.phone.PublishClient;
import org.exposurenotifications.apps.phone.PublishUpload;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Alice falls ill, Bob met her two days ago, Carol did not. */
final class Journey {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int MET = 2;
  private static final int ONSET = 3;

  private final KeyServerUnderTest server;
  private final SecureRandom random = new SecureRandom();
  private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private final Person alice = new Person(random);
  private final Person bob = new Person(random);
  private final Person carol = new Person(random);
  private final ExportClient exports;
  private final DeviceVerifier verifier;
  private final Set<String> published = new HashSet<>();

  private List<TemporaryExposureKey> keys = List.of();
  private Optional<String> revisionToken = Optional.empty();

  Journey(KeyServerUnderTest server, URI index) throws Exception {
    this.server = server;
    this.exports = new ExportClient(new Download(server.http()), index);
    this.verifier = new DeviceVerifier(List.of(CosignSet.of("310", "v1", server.exportKey())));
    server.job("create-batches");
  }

  /** The ten days before today, whose keys are over. */
  void live() {
    for (int day = 10; day >= 1; day--) {
      Instant noon = today.minus(DAY.multipliedBy(day)).plus(Duration.ofHours(12));
      Bytes _ = alice.phone.broadcast(noon);
      if (day == MET) {
        bob.meet(alice, noon);
      } else if (day == 1) {
        carol.meet(bob, noon);
      }
    }
    keys = alice.keysBefore(today);
    assertThat(keys).hasSize(10);
  }

  /** A certificate is good for the keys that it was made for. */
  void refuseWhoIsNotCertified() throws IOException, InterruptedException {
    PublishAnswer answer =
        upload(keys, carol.keysBefore(today), ReportType.LIKELY, Optional.empty());
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.insertedExposures()).isZero();
  }

  void publish() throws IOException, InterruptedException {
    PublishAnswer answer = upload(keys, keys, ReportType.LIKELY, Optional.empty());
    assertThat(answer.status()).as(answer + " " + answer.error()).isEqualTo(200);
    assertThat(answer.insertedExposures()).isEqualTo(keys.size());
    revisionToken = answer.revisionToken();
    assertThat(revisionToken).isPresent();
  }

  /** Bob is told when it was, and how sure it is. */
  void warn() throws IOException, InterruptedException {
    List<ExportFile> files = download(file -> file.keys().stream().anyMatch(this::isAlices));
    List<FileKey> found =
        files.stream().flatMap(file -> file.keys().stream()).filter(this::isAlices).toList();
    assertThat(found)
        .hasSize(keys.size())
        .allMatch(key -> key.reportType() == FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS);
    TemporaryExposureKey met = keys.get(keys.size() - MET);
    assertThat(found.stream().filter(key -> key.keyData().equals(met.keyData())))
        .singleElement()
        .satisfies(key -> {
          assertThat(key.rollingStart()).isEqualTo(met.rollingStart().value());
          assertThat(key.daysSinceOnset()).isEqualTo(OptionalInt.of(ONSET - MET));
        });
    requireWarning(FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS);
  }

  /** The laboratory confirms. */
  void revise() throws IOException, InterruptedException {
    PublishAnswer answer = upload(keys, keys, ReportType.CONFIRMED, revisionToken);
    assertThat(answer.status()).as(answer + " " + answer.error()).isEqualTo(200);
    assertThat(answer.insertedExposures()).isZero();
  }

  void warnAgain() throws IOException, InterruptedException {
    List<ExportFile> files = download(file -> file.revisedKeys().stream().anyMatch(this::isAlices));
    assertThat(files.stream().flatMap(file -> file.revisedKeys().stream()).filter(this::isAlices))
        .hasSize(keys.size())
        .allMatch(key -> key.reportType() == FileReportType.CONFIRMED_TEST);
    requireWarning(FileReportType.CONFIRMED_TEST);
  }

  /** The jobs as they are called every few hours: nothing is two weeks old. */
  void keepWhatIsYoung() throws IOException, InterruptedException {
    server.job("cleanup-exposure");
    server.job("cleanup-export");
    assertThat(exports.index().names()).containsAll(published);
    for (String name : published) {
      assertThat(exports.file(name)).as(name).isPresent();
    }
  }

  /** The same, told that whatever is a second old is too old. */
  void forgetWhatIsOld() throws IOException, InterruptedException {
    Map<String, String> hasty =
        Map.of("CLEANUP_TTL", "1s", "DEBUG_OVERRIDE_CLEANUP_MIN_DURATION", "true");
    server.run(hasty, "run", "cleanup-exposure");
    server.run(hasty, "run", "cleanup-export");
    assertThat(exports.index().names()).doesNotContainAnyElementsOf(published);
    for (String name : published) {
      assertThat(exports.file(name)).as(name).isEmpty();
    }
    assertThat(upload(keys, keys, ReportType.LIKELY, Optional.empty()).insertedExposures())
        .as("keys that nobody remembers")
        .isEqualTo(keys.size());
  }

  private void requireWarning(FileReportType type) {
    List<ExposureWindow> windows = bob.exposures();
    assertThat(windows)
        .isNotEmpty()
        .allMatch(window -> window.reportType() == type)
        .allMatch(window ->
            window
                .date()
                .equals(today.minus(DAY.multipliedBy(MET)).atZone(ZoneOffset.UTC).toLocalDate()));
    assertThat(carol.exposures()).isEmpty();
  }

  private boolean isAlices(FileKey key) {
    return keys.stream().anyMatch(own -> own.keyData().equals(key.keyData()));
  }

  /** Lets windows pass, until there is a file of the kind; both phones take all on the way. */
  private List<ExportFile> download(Predicate<ExportFile> awaited)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    List<ExportFile> files = new ArrayList<>();
    while (files.stream().noneMatch(awaited)) {
      assertThat(Instant.now()).as("no such file in " + files.size()).isBefore(deadline);
      Thread.sleep(PAUSE);
      server.job("create-batches");
      server.job("do-work");
      published.addAll(exports.index().names());
      files.addAll(bob.sync(exports, verifier));
      List<ExportFile> _ = carol.sync(exports, verifier);
    }
    return files;
  }

  private PublishAnswer upload(
      List<TemporaryExposureKey> certified,
      List<TemporaryExposureKey> sent,
      ReportType type,
      Optional<String> token)
      throws IOException, InterruptedException {
    byte[] secret = new byte[16];
    random.nextBytes(secret);
    Bytes hmacKey = Bytes.of(secret);
    List<KeyText> texts = PublishUpload.texts(certified, 0);
    Optional<IntervalNumber> onset =
        Optional.of(IntervalNumber.at(today.minus(DAY.multipliedBy(ONSET))));
    String certificate = server.authority.certify(texts, hmacKey, type, onset, Instant.now());
    return new PublishClient(server.http(), server.publishAddress(), random)
        .publish(
            new PublishUpload(
                PublishUpload.texts(sent, 0),
                KeyServerUnderTest.APP,
                certificate,
                hmacKey,
                Optional.empty(),
                false,
                token));
  }
}
