// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.core.publish.PublishOutcome.Reason;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * What publish.md 6 says of uploads, in as few words as possible: one at a time, without stores.
 */
final class PublishModel {
  private static final Set<String> TRANSITIONS =
      Set.of(
          "likely > confirmed",
          "likely > negative",
          "user-report > confirmed",
          "user-report > likely",
          "user-report > negative",
          "none > confirmed",
          "none > negative");

  private final boolean partial;
  private final Map<TemporaryExposureKey, State> stored = new HashMap<>();
  private int publishes;
  private int keysCounted;
  private int revisions;

  PublishModel(boolean partial) {
    this.partial = partial;
  }

  /**
   * @param keys ascending by key bytes
   * @param token its entries; absent if none came
   * @param readable whether a token that came opens
   */
  record Sent(
      List<TemporaryExposureKey> keys,
      Optional<ReportType> type,
      boolean needsToken,
      Optional<List<TokenEntry>> token,
      boolean readable) {}

  /**
   * @param entries of the token of the answer; none if the upload is refused
   */
  record Expected(Optional<Reason> refusal, int inserted, Set<TokenEntry> entries) {}

  record State(Optional<ReportType> first, Optional<ReportType> revised) {}

  record Counted(int publishes, int keys, int revisions) {}

  Map<TemporaryExposureKey, State> stored() {
    return Map.copyOf(stored);
  }

  Counted counted() {
    return new Counted(publishes, keysCounted, revisions);
  }

  Expected publish(Sent sent) {
    List<TokenEntry> opened = sent.readable ? sent.token.orElse(List.of()) : List.of();
    Map<TemporaryExposureKey, State> changes = new HashMap<>();
    Set<TokenEntry> entries = new LinkedHashSet<>(opened);
    Set<TokenEntry> touched = new LinkedHashSet<>();
    List<Reason> tokenFaults = new ArrayList<>();
    List<Reason> typeFaults = new ArrayList<>();
    int inserted = 0;
    int revised = 0;
    for (TemporaryExposureKey key : sent.keys) {
      Optional<TemporaryExposureKey> known = known(key);
      if (known.isEmpty()) {
        boolean isStored = !sent.type.equals(Optional.of(ReportType.NEGATIVE));
        touched.add(new TokenEntry(key, isStored));
        if (isStored) {
          changes.put(key, new State(sent.type, Optional.empty()));
          inserted++;
        }
        continue;
      }
      State state = Objects.requireNonNull(stored.get(known.get()));
      boolean nothingNew = sent.type.equals(state.first) || isRevisedTo(state, sent.type);
      boolean held = opened.contains(new TokenEntry(known.get(), true));
      boolean retried = opened.contains(new TokenEntry(known.get(), false)) && nothingNew;
      if (sent.needsToken && sent.token.isEmpty()) {
        tokenFaults.add(Reason.MISSING_REVISION_TOKEN);
      } else if (sent.needsToken && sent.readable && partial && !held) {
        continue;
      } else if (sent.needsToken && ((!held && !retried) || !known.get().equals(key))) {
        tokenFaults.add(Reason.INVALID_REVISION_TOKEN);
      }
      if (nothingNew) {
        continue;
      }
      if (state.revised.isPresent()) {
        typeFaults.add(Reason.KEY_ALREADY_REVISED);
      } else if (!TRANSITIONS.contains(word(state.first) + " > " + word(sent.type))) {
        typeFaults.add(Reason.INVALID_REPORT_TYPE_TRANSITION);
      } else {
        changes.put(known.get(), new State(state.first, sent.type));
        touched.add(new TokenEntry(known.get(), true));
        revised++;
      }
    }
    tokenFaults.addAll(typeFaults);
    if (!tokenFaults.isEmpty()) {
      boolean unreadable = sent.token.isPresent() && !sent.readable;
      return new Expected(
          Optional.of(unreadable ? Reason.INVALID_REVISION_TOKEN : tokenFaults.getFirst()),
          0,
          Set.of());
    }
    stored.putAll(changes);
    if (sent.type.isPresent() && !touched.isEmpty()) {
      publishes++;
      keysCounted += inserted + revised;
      revisions += revised > 0 ? 1 : 0;
    }
    touched.forEach(
        entry -> entries.removeIf(old -> old.key().keyData().equals(entry.key().keyData())));
    entries.addAll(touched);
    return new Expected(Optional.empty(), inserted, entries);
  }

  private Optional<TemporaryExposureKey> known(TemporaryExposureKey key) {
    return stored.keySet().stream().filter(k -> k.keyData().equals(key.keyData())).findFirst();
  }

  private static boolean isRevisedTo(State state, Optional<ReportType> type) {
    return state.revised.isPresent() && state.revised.equals(type);
  }

  private static String word(Optional<ReportType> type) {
    return type.map(ReportType::claim).orElse("none");
  }
}
