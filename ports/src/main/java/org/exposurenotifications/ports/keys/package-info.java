// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Signing keys and key encryption; private keys never cross this boundary. */
@NullMarked
package org.exposurenotifications.ports.keys;

import org.jspecify.annotations.NullMarked;
