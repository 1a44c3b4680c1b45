// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.azure;

import org.exposurenotifications.apps.server.Deployment;

/** Shows the reader that the app for Azure has to its tests elsewhere. */
public final class AzureApp {
  private AzureApp() {}

  public static Deployment deployment() {
    return AzurePlatformReader::read;
  }
}
