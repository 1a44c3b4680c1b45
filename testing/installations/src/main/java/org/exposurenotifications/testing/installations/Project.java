// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's files; Maven runs tests in their module's folder. */
final class Project {
  static final Map<String, String> NO_VARIABLES = Map.of();

  private static final Pattern TEXT = Pattern.compile("\"([A-Z][A-Z0-9_]+)\"");

  private Project() {}

  static Path file(String path) {
    return Path.of("../..").toAbsolutePath().normalize().resolve(path);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the first group of the form matches, of the names in a folder, sorted. */
  static List<String> names(String folder, String form) {
    Pattern pattern = Pattern.compile(form);
    try (Stream<Path> files = Files.list(file(folder))) {
      return files
          .map(file -> pattern.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> name.group(1))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Texts in the modules' code that could be names of variables. */
  static Set<String> upperCaseTexts(Stream<String> modules) {
    Set<String> names = new TreeSet<>();
    modules.forEach(module -> {
      try (Stream<Path> files = Files.walk(file(module + "/src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file ->
                TEXT.matcher(read(file)).results().forEach(found -> names.add(found.group(1))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    return names;
  }

  /** What an app may read: its own names, and those of every app. */
  static Set<String> variables(String app) {
    return upperCaseTexts(Stream.of("apps/runtime", "apps/server", "apps/" + app));
  }
}
