// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Reads what installs the server: the Helm chart, the units and the compose file; for tests. */
@NullMarked
package org.exposurenotifications.testing.installations;

import org.jspecify.annotations.NullMarked;
