// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.exposurenotifications.apps.dev.DemoFailure.unless;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.apps.phone.DeviceVerifier;
import org.exposurenotifications.apps.phone.ExportClient;
import org.exposurenotifications.apps.phone.ExposureWindow;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.apps.phone.PublishUpload;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileReader;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.ReadLimits;
import org.exposurenotifications.core.exportfile.ReadOutcome;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.exposure.Upload;

/**
 * Alice falls ill, Bob met her, Carol did not. Each step checks what it did and returns what there
 * is to see.
 */
final class DemoStory {
  private static final int DAYS = 14;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SCAN_PAUSE = Duration.ofMinutes(4);
  private static final int SCANS = 8;
  private static final int NEAR = -60;

  private final DemoWorld world;
  private final SecureRandom random = new SecureRandom();
  private final DemoPerson alice = new DemoPerson(random);
  private final DemoPerson bob = new DemoPerson(random);
  private final DemoPerson carol = new DemoPerson(random);
  private final ExportClient client;
  private final DeviceVerifier verifier;
  private final Set<String> published = new HashSet<>();

  private List<TemporaryExposureKey> keys = List.of();
  private Optional<String> revisionToken = Optional.empty();

  DemoStory(DemoWorld world) {
    this.world = world;
    this.client = world.exportClient();
    this.verifier = world.verifier();
  }

  /** Fourteen days of broadcasts: Bob was near Alice two days ago, Carol near Bob yesterday. */
  String live() {
    Instant now = world.clock.instant();
    for (int day = DAYS - 1; day >= 0; day--) {
      Instant then = now.minus(DAY.multipliedBy(day));
      Bytes _ = alice.phone.broadcast(then);
      if (day == 2) {
        meet(bob, alice, then);
      } else if (day == 1) {
        meet(carol, bob, then);
      }
    }
    keys = alice.phone.share(now);
    unless(keys.size() == DAYS, "Alice has " + keys.size() + " keys");
    return "Bob heard Alice in " + SCANS + " scans, Carol heard Bob; Alice's phone has 14 keys";
  }

  private static void meet(DemoPerson hearer, DemoPerson sender, Instant from) {
    for (int scan = 0; scan < SCANS; scan++) {
      Instant then = from.plus(SCAN_PAUSE.multipliedBy(scan));
      hearer.phone.heard().scan(List.of(sender.phone.broadcast(then)), NEAR, then);
    }
  }

  /** The authority certifies, the app uploads. */
  String publish() throws IOException, InterruptedException {
    PublishAnswer answer = upload(keys, keys, ReportType.LIKELY);
    accepted(answer);
    unless(answer.insertedExposures() == keys.size(), answer.insertedExposures() + " keys are new");
    unless(answer.revisionToken().isPresent(), "there is no revision token");
    revisionToken = answer.revisionToken();
    return answer.insertedExposures() + " keys accepted, certified as a likely case";
  }

  /** A certificate is good for the keys that it was made for, and no others. */
  String publishOthers() throws IOException, InterruptedException {
    world.clock.advance(Duration.ofSeconds(1));
    Bytes _ = carol.phone.broadcast(world.clock.instant());
    PublishAnswer answer =
        upload(keys, carol.phone.share(world.clock.instant()), ReportType.LIKELY);
    unless(answer.status() == 401, "the answer is " + answer);
    return "refused: " + answer.code().orElse("");
  }

  /** Keys leave once their windows are over, also the one that Alice's phone still used. */
  String export() {
    world.clock.advance(DemoWorld.PERIOD.multipliedBy(3));
    return run(Job.CREATE_BATCHES) + "; " + run(Job.DO_WORK);
  }

  /** Downloads and signature check, as phones do it. */
  String download() throws IOException, InterruptedException {
    published.addAll(client.index().names());
    List<ExportFile> files = bob.sync(client, verifier, world.clock.instant());
    List<ExportFile> _ = carol.sync(client, verifier, world.clock.instant());
    List<Bytes> found =
        files.stream().flatMap(file -> file.keys().stream()).map(FileKey::keyData).toList();
    for (TemporaryExposureKey key : keys) {
      unless(
          found.stream().filter(key.keyData()::equals).count() == 1,
          "a key of Alice's is not published exactly once");
    }
    return String.format(
        Locale.ROOT,
        "%d files, signature of 310-v1 good; %d keys, 14 of them Alice's, the others padding",
        files.size(),
        found.size());
  }

  /** A file with a single bit changed is not believed. */
  String forge() throws IOException, InterruptedException {
    for (String name : client.index().names()) {
      byte[] archive = client.file(name).orElseThrow().toByteArray();
      archive[archive.length / 2] ^= 1;
      boolean believed =
          switch (new ExportFileReader(ReadLimits.DEFAULT).read(Bytes.of(archive))) {
            case ReadOutcome.Read(ExportFile file) -> verifier.problem(file).isEmpty();
            case ReadOutcome.Refused _ -> false;
          };
      unless(!believed, "a forged file is believed");
    }
    return "refused by the phone";
  }

  /** Bob is warned, Carol is not. */
  String match() {
    List<ExposureWindow> windows = bob.exposures();
    unless(!windows.isEmpty(), "Bob is not warned");
    unless(carol.exposures().isEmpty(), "Carol is warned");
    Duration near =
        windows.stream()
            .map(ExposureWindow::weightedDuration)
            .reduce(Duration.ZERO, Duration::plus);
    return "Bob was near a case for "
        + near.toMinutes()
        + " minutes on "
        + windows.getFirst().date()
        + "; Carol was not";
  }

  /** The laboratory disagrees; whoever was warned is told. */
  String revise() throws IOException, InterruptedException {
    PublishAnswer answer = upload(keys, keys, ReportType.NEGATIVE);
    accepted(answer);
    unless(answer.insertedExposures() == 0, "keys were added by a revision");
    export();
    List<ExportFile> files = bob.sync(client, verifier, world.clock.instant());
    published.addAll(client.index().names());
    long revised = files.stream().mapToLong(file -> file.revisedKeys().size()).sum();
    unless(revised >= keys.size(), revised + " revised keys are published");
    unless(bob.exposures().isEmpty(), "Bob is still warned");
    return keys.size() + " keys revoked in a new file; Bob's warning is withdrawn";
  }

  /** Nothing is left: the last key ended today, and is kept while it could be uploaded again. */
  String forget() throws IOException, InterruptedException {
    world.clock.advance(DAY.multipliedBy(DAYS + 3));
    // no job ran for as long: these two report it as overdue, and catch up
    JobReport _ = world.run(Job.CREATE_BATCHES);
    JobReport _ = world.run(Job.DO_WORK);
    String removed = run(Job.CLEANUP_EXPOSURE) + "; " + run(Job.CLEANUP_EXPORT);
    unless(run(Job.CLEANUP_EXPOSURE).startsWith("0 keys"), "keys are left");
    unless(client.index().names().isEmpty(), "the index still names files");
    for (String name : published) {
      unless(client.file(name).isEmpty(), name + " can still be downloaded");
    }
    unless(known().isEmpty(), "the database still knows keys of Alice's");
    return removed;
  }

  /** Which of Alice's keys the database knows; adds none. */
  private List<?> known() {
    var sorted = new ArrayList<>(keys);
    sorted.sort((one, other) -> one.keyData().compareTo(other.keyData()));
    return world
        .infrastructure
        .stores()
        .exposures()
        .addIfNonePresent(new Upload(sorted, List.of(), Optional.empty()));
  }

  /**
   * @param certified whose keys the authority is shown
   * @param sent whose keys the server is sent
   */
  private PublishAnswer upload(
      List<TemporaryExposureKey> certified, List<TemporaryExposureKey> sent, ReportType type)
      throws IOException, InterruptedException {
    Instant now = world.clock.instant();
    byte[] secret = new byte[16];
    random.nextBytes(secret);
    Bytes hmacKey = Bytes.of(secret);
    List<KeyText> texts = PublishUpload.texts(certified, 0);
    String certificate =
        world.authority.certify(
            texts,
            hmacKey,
            type,
            Optional.of(IntervalNumber.at(now.minus(DAY.multipliedBy(3)))),
            now);
    return world
        .publishClient(random)
        .publish(
            new PublishUpload(
                PublishUpload.texts(sent, 0),
                DemoWorld.APP,
                certificate,
                hmacKey,
                Optional.empty(),
                false,
                revisionToken));
  }

  private static void accepted(PublishAnswer answer) {
    unless(
        answer.status() == 200 && answer.error().isEmpty(),
        answer + " " + answer.error().orElse(""));
  }

  private String run(Job job) {
    JobReport report = world.run(job);
    unless(report.ok(), job.text() + ": " + report.errors());
    return report.summary();
  }
}
