// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import java.util.Optional;

/** What the rules left of a request. Keys are numbered from 0 in the texts. */
sealed interface Screening {
  List<String> warnings();

  /**
   * Nothing of it is to be stored.
   *
   * @param reason for the sender
   */
  record Rejected(String reason, List<String> warnings) implements Screening {
    public Rejected {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param kept in the order sent; may be empty, with warnings that tell why
   * @param faults what was wrong with keys left out, as one text; absent if nothing was
   */
  record Passed(List<DraftKey> kept, List<String> warnings, Optional<String> faults)
      implements Screening {
    public Passed {
      kept = List.copyOf(kept);
      warnings = List.copyOf(warnings);
    }
  }

  /** A heading and a line for each; absent without faults. */
  static Optional<String> text(List<String> faults) {
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            faults.size()
                + (faults.size() == 1 ? " key is" : " keys are")
                + " not accepted:\n\t* "
                + String.join("\n\t* ", faults));
  }
}
