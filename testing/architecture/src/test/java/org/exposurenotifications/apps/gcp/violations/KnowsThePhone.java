// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.gcp.violations;

import org.exposurenotifications.apps.phone.Phone;

public interface KnowsThePhone {
  Phone phone();
}
