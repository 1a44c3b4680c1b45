// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A file of systemd, read for itself.
 *
 * @param sections in each, values by their key, in the order of the file
 */
record Unit(Map<String, Map<String, List<String>>> sections) {
  /**
   * @throws IllegalArgumentException if a line is neither section, setting nor comment
   */
  static Unit read(String file) {
    Map<String, Map<String, List<String>>> sections = new TreeMap<>();
    Map<String, List<String>> section = new TreeMap<>();
    for (String line : Project.read(Project.file("apps/onprem/systemd/" + file)).lines().toList()) {
      if (line.matches("\\[[A-Z][a-z]+]")) {
        section = new TreeMap<>();
        sections.put(line.substring(1, line.length() - 1), section);
      } else if (line.matches("[A-Z][A-Za-z]+=.*") && !sections.isEmpty()) {
        String[] parts = line.split("=", 2);
        section.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new IllegalArgumentException(file + ": " + line);
      }
    }
    return new Unit(sections);
  }

  Map<String, List<String>> section(String name) {
    return Objects.requireNonNull(sections.get(name), name);
  }

  /** Of a key that is there once. */
  String value(String section, String key) {
    List<String> values = section(section).getOrDefault(key, List.of());
    if (values.size() != 1) {
      throw new IllegalArgumentException(values.size() + " times " + key);
    }
    return values.getFirst();
  }
}
