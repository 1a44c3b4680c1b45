// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Device attestation. */
@NullMarked
package org.exposurenotifications.ports.attestation;

import org.jspecify.annotations.NullMarked;
