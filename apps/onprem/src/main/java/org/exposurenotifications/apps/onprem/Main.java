// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import org.exposurenotifications.apps.server.Program;

/** The {@code keyserver} command on machines of one's own. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Program.of(OnPremPlatformReader::read).run(arguments);
  }
}
