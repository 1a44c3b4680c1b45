// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import org.exposurenotifications.ports.exposure.Region;

/** Applies the rules for phones to an upload. */
final class ScreenUpload {
  private final PublishSettings settings;

  ScreenUpload(PublishSettings settings) {
    this.settings = settings;
  }

  /**
   * @param submission of the keys that passed; without keys if none did
   */
  record Result(Screening screening, Submission submission) {}

  Result screen(PublishRequest request, NavigableSet<Region> regions, Claims claims, Instant now) {
    Arrival arrival = new Arrival(now, settings.truncateWindow());
    SymptomOnset onset =
        SymptomOnset.choose(
            request.symptomOnsetInterval(), claims.symptomOnset(), arrival, settings);
    List<DraftKey> drafts = claims.keys().stream().map(key -> DraftKey.of(key, arrival)).toList();
    Screening screening =
        PhoneRules.of(settings, claims.reportType(), onset).screen(drafts, arrival);
    List<DraftKey> kept =
        switch (screening) {
          case Screening.Rejected _ -> List.of();
          case Screening.Passed passed -> passed.kept();
        };
    return new Result(
        screening,
        new Submission(
            Submission.byBytes(kept),
            claims,
            regions,
            request.traveler(),
            request.platform(),
            onset,
            arrival));
  }
}
