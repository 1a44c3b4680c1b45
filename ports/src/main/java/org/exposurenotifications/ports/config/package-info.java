// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** What an operator registers: authorities, apps, signers and exports. */
@NullMarked
package org.exposurenotifications.ports.config;

import org.jspecify.annotations.NullMarked;
