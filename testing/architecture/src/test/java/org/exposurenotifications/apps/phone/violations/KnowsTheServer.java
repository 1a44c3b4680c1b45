// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone.violations;

import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.core.publish.PublishKeys;

interface KnowsTheServer {
  PublishKeys publish();

  KeyServer server();
}
