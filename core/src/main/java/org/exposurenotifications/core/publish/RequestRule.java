// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import java.util.Optional;

/** Judges all the keys of a request together. Stateless. */
@FunctionalInterface
interface RequestRule {
  /** Why the whole request is refused; empty if it is not. */
  Optional<String> objection(List<DraftKey> keys);
}
