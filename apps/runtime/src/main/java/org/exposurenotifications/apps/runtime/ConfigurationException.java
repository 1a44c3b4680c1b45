// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.util.List;

/** The environment does not describe a server that could start; says everything that is wrong. */
public final class ConfigurationException extends RuntimeException {
  private final List<String> problems;

  /**
   * @param problems one sentence each: the variable, what is wrong with it, and the remedy
   */
  public ConfigurationException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
