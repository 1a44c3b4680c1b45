// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.Set;

/**
 * Where requests go.
 *
 * @param template what the access log says instead of the path
 * @param methods allowed ones; any if empty
 * @param isProbe answered whatever the state of the server
 */
record Route(String template, Set<String> methods, boolean isProbe, Endpoint endpoint) {
  static final Route UNMATCHED =
      new Route("unmatched", Set.of(), true, _ -> Answer.empty(404, "not_found"));

  boolean allows(String method) {
    return methods.isEmpty() || methods.contains(method);
  }
}
