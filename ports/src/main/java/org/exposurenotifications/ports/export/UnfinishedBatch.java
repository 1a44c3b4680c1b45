// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.util.Optional;

/**
 * A batch that is not done.
 *
 * @param id for {@link BatchStore#revive}
 * @param failures how often it was given back since it was planned or revived
 * @param lapses how often a lease ended by itself and the batch was leased again, since then
 * @param lastFailure why it was given back the last time; empty if it never was
 * @param deadLettered it is not leased any more until it is revived
 * @param leasedUntil set while it is leased, though the lease may be over
 * @param retryAt it is not leased before; set once it was given back
 */
public record UnfinishedBatch(
    long id,
    String export,
    String bucket,
    String filenameRoot,
    Window window,
    int failures,
    int lapses,
    String lastFailure,
    boolean deadLettered,
    Optional<Instant> leasedUntil,
    Optional<Instant> retryAt) {}
