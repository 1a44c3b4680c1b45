// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.util.Optional;

/**
 * A publish window that a session is still writing to, so that nothing from it on can be planned.
 *
 * @param window where it begins
 * @param since when the session's transaction began; empty if the database does not show it
 * @param holder who holds it, in words that an operator can act on
 */
public record HeldWindow(Instant window, Optional<Instant> since, String holder) {}
