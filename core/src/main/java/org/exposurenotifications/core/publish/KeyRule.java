// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

/** Judges one key, whatever the others are. Stateless. */
@FunctionalInterface
interface KeyRule {
  Verdict judge(DraftKey key, Arrival arrival);

  /** What a rule decides. */
  sealed interface Verdict {
    /**
     * @param key as it was, or adjusted
     */
    record Keep(DraftKey key) implements Verdict {}

    /**
     * Leave it out, the sender being at fault.
     *
     * @param reason completes "key 3 ..."
     */
    record Drop(String reason) implements Verdict {}

    /**
     * Leave it out, nobody being at fault.
     *
     * @param reason completes "key 3 ..."
     */
    record DropWithWarning(String reason) implements Verdict {}

    static Verdict dropIf(boolean bad, DraftKey key, String reason) {
      return bad ? new Drop(reason) : new Keep(key);
    }
  }
}
