// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.exposurenotifications.ports.PortFailure;

/** Says which failures of the file system pass by themselves. */
final class ToyFailure {
  private ToyFailure() {}

  static PortFailure of(String operation, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ ->
          new PortFailure.Permanent("cannot " + operation + ": create it", cause);
      case AccessDeniedException _ ->
          new PortFailure.Permanent("cannot " + operation + ": let this user read it", cause);
      default -> new PortFailure.Transient("cannot " + operation, cause);
    };
  }
}
