// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * How an upload meets what is stored.
 *
 * @param merge what to write; nothing, without a statistic, if the upload says nothing new
 * @param tokenKeys added, revised or negative at first: entries of the next token
 */
record MergePlan(Merge merge, List<TemporaryExposureKey> tokenKeys) {
  boolean changesSomething() {
    return !tokenKeys.isEmpty();
  }
}
