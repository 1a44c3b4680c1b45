// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.exposure.Merge;

/**
 * How an upload meets what is stored.
 *
 * @param merge what to write; nothing, without a statistic, if the upload says nothing new
 * @param tokenEntries added, revised or negative at first: entries of the next token
 */
record MergePlan(Merge merge, List<TokenEntry> tokenEntries) {
  boolean changesSomething() {
    return !tokenEntries.isEmpty();
  }
}
