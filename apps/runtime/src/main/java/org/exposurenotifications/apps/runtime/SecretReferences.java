// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Replaces references to secrets in the environment (publish.md 15): a value, or an item of a
 * comma-separated list, of the form {@code secret://REFERENCE}.
 */
final class SecretReferences {
  private static final String SCHEME = "secret://";

  private final SecretStore secrets;
  private final List<String> problems;

  /**
   * @param problems takes a sentence for each variable whose secret cannot be had
   */
  SecretReferences(SecretStore secrets, List<String> problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  /** Resolves every reference. */
  Map<String, String> resolve(Map<String, String> variables) {
    var resolved = new TreeMap<String, String>();
    variables.forEach(
        (name, value) -> resolved.put(name, value.contains(SCHEME) ? list(name, value) : value));
    return resolved;
  }

  private String list(String variable, String value) {
    return Arrays.stream(value.split(",", -1))
        .map(item -> item.startsWith(SCHEME) ? item(variable, item) : item)
        .collect(Collectors.joining(","));
  }

  private String item(String variable, String item) {
    String reference = item.substring(SCHEME.length());
    try {
      return secrets
          .find(reference)
          .map(Secret::reveal)
          .orElseGet(() ->
              problem(
                  variable,
                  "there is no secret '" + reference + "'; create it, or correct the reference"));
    } catch (PortFailure failure) {
      return problem(variable, "cannot be resolved: " + failure.getMessage());
    }
  }

  private String problem(String variable, String text) {
    problems.add(variable + ": " + text);
    return "";
  }
}
