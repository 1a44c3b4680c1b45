// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** From the certificate to the other phone, on every app of a platform. */
@NullMarked
package org.exposurenotifications.testing.journey;

import org.jspecify.annotations.NullMarked;
