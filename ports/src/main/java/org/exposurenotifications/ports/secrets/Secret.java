// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.secrets;

import java.nio.charset.StandardCharsets;
import org.exposurenotifications.ports.Bytes;

/** A secret's value. Its text form is redacted; {@link #reveal()} is the one way to it. */
public record Secret(Bytes value) {
  /** The value as UTF-8 text: search for the callers of this method to see who handles secrets. */
  public String reveal() {
    return new String(value.toByteArray(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
