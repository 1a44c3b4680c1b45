// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

/**
 * Something that must never happen, and did.
 *
 * @param check its name
 * @param text what was seen, for people
 */
record Finding(String check, String text) {
  @Override
  public String toString() {
    return check + ": " + text;
  }
}
