// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.util.Set;
import org.exposurenotifications.adapters.http.HttpSettings;
import org.exposurenotifications.core.export.ExportSettings;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.core.publish.PublishSettings;
import org.exposurenotifications.core.retention.RetentionSettings;
import org.exposurenotifications.core.token.TokenSettings;

/** What the environment says, checked. */
public record Settings(
    Set<Role> roles,
    PublishSettings publish,
    TokenSettings token,
    ExportSettings export,
    RetentionSettings retention,
    ClockSettings clock,
    HttpSettings http) {
  public Settings {
    roles = Set.copyOf(roles);
  }

  /** The same, but listening elsewhere. */
  public Settings onPort(int port) {
    return new Settings(roles, publish, token, export, retention, clock, http.onPort(port));
  }
}
