// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.gcp;

import org.exposurenotifications.apps.server.Deployment;

/** Shows the reader that the app for Google Cloud has to its tests elsewhere. */
public final class GcpApp {
  private GcpApp() {}

  public static Deployment deployment() {
    return GcpPlatformReader::read;
  }
}
