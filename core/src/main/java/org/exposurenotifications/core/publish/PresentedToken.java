// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.certificate.TolerantBase64;
import org.exposurenotifications.core.token.RevisionTokens;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** The revision token that came with an upload (publish.md 6.4). */
sealed interface PresentedToken {
  /** None came, or what came is not even base64. */
  record Missing() implements PresentedToken {}

  /** What came does not open. */
  record Unreadable() implements PresentedToken {}

  record Opened(List<TokenEntry> entries) implements PresentedToken {
    public Opened {
      entries = List.copyOf(entries);
    }
  }

  static PresentedToken of(String text, RevisionTokens tokens, Instant now) {
    Optional<Bytes> token = TolerantBase64.decode(text).filter(bytes -> bytes.length() > 0);
    if (token.isEmpty()) {
      return new Missing();
    }
    return tokens
        .open(token.get(), now)
        .<PresentedToken>map(Opened::new)
        .orElseGet(Unreadable::new);
  }

  /** What it holds; nothing unless it opened. */
  default List<TokenEntry> entries() {
    return List.of();
  }

  /** Whether it allows changing what is stored of the key, with exactly this start and period. */
  default boolean covers(TemporaryExposureKey key) {
    return entries().contains(new TokenEntry(key, true));
  }

  /** Whether it holds the key from a report that stored nothing, with this start and period. */
  default boolean mentions(TemporaryExposureKey key) {
    return entries().contains(new TokenEntry(key, false));
  }
}
