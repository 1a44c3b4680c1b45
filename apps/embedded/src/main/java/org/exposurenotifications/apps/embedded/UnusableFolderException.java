// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;

/** A folder is in use, or another user could change what is in it; the message has the remedy. */
final class UnusableFolderException extends IOException {
  UnusableFolderException(String message) {
    super(message);
  }
}
