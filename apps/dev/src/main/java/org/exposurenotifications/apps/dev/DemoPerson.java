// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
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
import org.exposurenotifications.ports.Bytes;

/** A person with a phone. */
final class DemoPerson {
  final Phone phone;

  private final Matcher matcher;
  private final Set<String> processed = new HashSet<>();

  DemoPerson(RandomGenerator random) {
    phone = new Phone(random, -20);
    matcher = new Matcher(phone.heard());
  }

  /**
   * Downloads what is new, verifies and matches it.
   *
   * @return what was downloaded
   * @throws DemoFailure if a file is not to be believed
   */
  List<ExportFile> sync(ExportClient client, DeviceVerifier verifier, Instant now)
      throws IOException, InterruptedException {
    List<ExportFile> files = new ArrayList<>();
    for (ExportClient.Downloaded downloaded : client.newFiles(processed)) {
      ExportFile file = read(downloaded.archive());
      verifier
          .problem(file)
          .ifPresent(problem -> {
            throw new DemoFailure(downloaded.name() + ": " + problem);
          });
      processed.add(downloaded.name());
      files.add(file);
    }
    files.forEach(file -> matcher.take(file, now));
    return files;
  }

  List<ExposureWindow> exposures() {
    return matcher.windows();
  }

  static ExportFile read(Bytes archive) {
    return switch (new ExportFileReader(ReadLimits.DEFAULT).read(archive)) {
      case ReadOutcome.Read(ExportFile file) -> file;
      case ReadOutcome.Refused(String reason) -> throw new DemoFailure(reason);
    };
  }
}
