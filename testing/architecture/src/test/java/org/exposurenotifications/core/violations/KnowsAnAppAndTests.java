// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.violations;

import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.testing.contracts.StoresContract;

interface KnowsAnAppAndTests {
  Role role();

  StoresContract contract();
}
