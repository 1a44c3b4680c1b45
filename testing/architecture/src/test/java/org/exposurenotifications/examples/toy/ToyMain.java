// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import org.exposurenotifications.apps.server.Program;

/** The {@code keyserver} command on the toy. */
public final class ToyMain {
  private ToyMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Program.of(ToyPlatformReader::read).run(arguments);
  }
}
