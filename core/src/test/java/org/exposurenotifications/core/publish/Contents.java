// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.statistics.HourlyStatistics;

/** Everything that publishing may leave behind, but for the keys of tokens. */
record Contents(
    List<Exposure> exposures, List<Revision> revisions, List<HourlyStatistics> counted) {
  static final Contents NOTHING = new Contents(List.of(), List.of(), List.of());
}
