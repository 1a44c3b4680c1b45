// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.aws.violations;

import org.exposurenotifications.apps.gcp.violations.KnowsThePhone;

interface KnowsAnotherCloud {
  KnowsThePhone other();
}
