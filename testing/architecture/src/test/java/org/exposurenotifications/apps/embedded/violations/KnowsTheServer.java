// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded.violations;

import org.exposurenotifications.apps.runtime.Role;

interface KnowsTheServer {
  Role role();
}
