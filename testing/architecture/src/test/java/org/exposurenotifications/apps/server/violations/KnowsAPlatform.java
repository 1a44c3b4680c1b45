// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server.violations;

import org.exposurenotifications.adapters.onprem.OnPremPlatform;

interface KnowsAPlatform {
  OnPremPlatform platform();
}
