// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.exposurenotifications.apps.phone.DeviceVerifier;
import org.exposurenotifications.apps.phone.ExportClient;
import org.exposurenotifications.apps.phone.ExposureWindow;
import org.exposurenotifications.apps.phone.Matcher;
import org.exposurenotifications.apps.phone.Phone;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileReader;
import org.exposurenotifications.core.exportfile.ReadLimits;
import org.exposurenotifications.core.exportfile.ReadOutcome;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Somebody with a phone. */
final class Person {
  private static final int SCANS = 8;
  private static final Duration SCAN_PAUSE = Duration.ofMinutes(4);
  private static final int NEAR = -60;

  final Phone phone;

  private final Matcher matcher;
  private final Set<String> processed = new HashSet<>();

  Person(RandomGenerator random) {
    phone = new Phone(random, -20);
    matcher = new Matcher(phone.heard());
  }

  /** Is near for half an hour. */
  void meet(Person sender, Instant from) {
    for (int scan = 0; scan < SCANS; scan++) {
      Instant then = from.plus(SCAN_PAUSE.multipliedBy(scan));
      phone.heard().scan(List.of(sender.phone.broadcast(then)), NEAR, then);
    }
  }

  /** Those that are over by then. */
  List<TemporaryExposureKey> keysBefore(Instant day) {
    IntervalNumber end = IntervalNumber.at(day);
    List<TemporaryExposureKey> keys = new ArrayList<>(phone.share(day));
    keys.removeIf(key -> key.end().compareTo(end) > 0);
    return keys;
  }

  /** Downloads what is new, and believes only what is rightly signed. */
  List<ExportFile> sync(ExportClient client, DeviceVerifier verifier)
      throws IOException, InterruptedException {
    List<ExportFile> files = new ArrayList<>();
    for (ExportClient.Downloaded downloaded : client.newFiles(processed)) {
      ExportFile file =
          switch (new ExportFileReader(ReadLimits.DEFAULT).read(downloaded.archive())) {
            case ReadOutcome.Read(ExportFile read) -> read;
            case ReadOutcome.Refused(String reason) ->
                throw new AssertionError(downloaded.name() + ": " + reason);
          };
      assertThat(verifier.problem(file)).as(downloaded.name()).isEmpty();
      processed.add(downloaded.name());
      matcher.take(file, Instant.now());
      files.add(file);
    }
    return files;
  }

  List<ExposureWindow> exposures() {
    return matcher.windows();
  }
}
