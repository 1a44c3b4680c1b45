// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime.violations;

import org.exposurenotifications.adapters.onprem.OnPremPlatform;
import org.exposurenotifications.apps.phone.Phone;

interface KnowsAPlatform {
  OnPremPlatform platform();

  Phone phone();
}
