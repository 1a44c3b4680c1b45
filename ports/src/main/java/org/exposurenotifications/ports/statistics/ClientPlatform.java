// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.statistics;

/** Which kind of phone an upload came from, by its own account (publish.md 2.7). */
public enum ClientPlatform {
  UNKNOWN,
  ANDROID,
  IOS
}
