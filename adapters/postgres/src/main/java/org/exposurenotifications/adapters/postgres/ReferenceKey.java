// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.Optional;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;

/**
 * A key of the Go server.
 *
 * @param place where it is in the table, which tells nothing about it
 */
record ReferenceKey(Exposure exposure, Optional<Revision> revision, String place) {}
