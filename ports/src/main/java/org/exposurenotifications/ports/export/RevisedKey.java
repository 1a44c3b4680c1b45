// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;

/** A key as first reported, and what it was revised to. */
public record RevisedKey(Exposure exposure, Revision revision) {}
