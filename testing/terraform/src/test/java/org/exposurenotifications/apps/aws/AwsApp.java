// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.aws;

import org.exposurenotifications.apps.server.Deployment;

/** Shows the reader that the app for AWS has to its tests elsewhere. */
public final class AwsApp {
  private AwsApp() {}

  public static Deployment deployment() {
    return AwsPlatformReader::read;
  }
}
