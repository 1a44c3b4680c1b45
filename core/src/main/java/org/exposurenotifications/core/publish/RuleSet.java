// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules that one kind of sender has to meet, in their order.
 *
 * @param all on everything that was sent
 * @param each on each key, up to the first that drops it
 * @param kept on what was kept
 */
record RuleSet(List<RequestRule> all, List<KeyRule> each, List<RequestRule> kept) {
  RuleSet {
    all = List.copyOf(all);
    each = List.copyOf(each);
    kept = List.copyOf(kept);
  }

  Screening screen(List<DraftKey> keys, Arrival arrival) {
    Optional<String> objection = objection(all, keys);
    if (objection.isPresent()) {
      return new Screening.Rejected(objection.get(), List.of());
    }
    List<DraftKey> passed = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      switch (verdict(keys.get(i), arrival)) {
        case KeyRule.Verdict.Keep(DraftKey key) -> passed.add(key);
        case KeyRule.Verdict.Drop(String reason) -> faults.add("key " + i + " " + reason);
        case KeyRule.Verdict.DropWithWarning(String reason) ->
            warnings.add("key " + i + " " + reason);
      }
    }
    return objection(kept, passed)
        .or(() -> passed.isEmpty() ? Screening.text(faults) : Optional.empty())
        .<Screening>map(text -> new Screening.Rejected(text, warnings))
        .orElseGet(() -> new Screening.Passed(passed, warnings, Screening.text(faults)));
  }

  private static Optional<String> objection(List<RequestRule> rules, List<DraftKey> keys) {
    return rules.stream().flatMap(rule -> rule.objection(keys).stream()).findFirst();
  }

  private KeyRule.Verdict verdict(DraftKey key, Arrival arrival) {
    DraftKey current = key;
    for (KeyRule rule : each) {
      switch (rule.judge(current, arrival)) {
        case KeyRule.Verdict.Keep(DraftKey adjusted) -> current = adjusted;
        case KeyRule.Verdict.Drop drop -> {
          return drop;
        }
        case KeyRule.Verdict.DropWithWarning drop -> {
          return drop;
        }
      }
    }
    return new KeyRule.Verdict.Keep(current);
  }
}
