// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.core.config.StillLoading;
import org.exposurenotifications.core.token.RevisionTokens;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;

/** Makes the next revision token: the last one's entries as far as they matter, and new ones. */
final class IssueToken {
  private final RevisionTokens tokens;
  private final Duration maxAge;

  IssueToken(RevisionTokens tokens, Duration maxAge) {
    this.tokens = tokens;
    this.maxAge = maxAge;
  }

  /**
   * @return base64; empty if there is nothing to cover, or no token can be made: then the keys are
   *     stored all the same
   */
  Optional<String> issue(List<TokenEntry> last, List<TokenEntry> changed, Arrival arrival) {
    long oldest = arrival.intervalBefore(maxAge);
    // what was just stored counts: a key that was only spoken of may have had another period
    var entries = new LinkedHashMap<Bytes, TokenEntry>();
    Stream.concat(
            last.stream().filter(entry -> entry.key().end().value() >= oldest), changed.stream())
        .forEach(entry -> entries.put(entry.key().keyData(), entry));
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(tokens.seal(List.copyOf(entries.values()), arrival.time()).base64());
    } catch (PortFailure | StillLoading _) {
      return Optional.empty();
    }
  }
}
