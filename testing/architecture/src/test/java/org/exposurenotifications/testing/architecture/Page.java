// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown. */
final class Page {
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  private Page() {}

  /** Which links within the project lead nowhere. */
  static Stream<String> problems(Path page) {
    return LINK.matcher(text(page))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .flatMap(link -> problem(page, link).map(problem -> page + ": " + problem).stream());
  }

  private static Optional<String> problem(Path page, String link) {
    int mark = link.indexOf('#');
    String file = mark < 0 ? link : link.substring(0, mark);
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    if (!Files.exists(target)) {
      return Optional.of(file + " is not there");
    }
    if (mark < 0 || hasHeading(target, link.substring(mark + 1))) {
      return Optional.empty();
    }
    return Optional.of(link + ": " + target.getFileName() + " has no such heading");
  }

  private static boolean hasHeading(Path page, String anchor) {
    return HEADING
        .matcher(text(page))
        .results()
        .anyMatch(heading -> anchor(heading.group(1)).equals(anchor));
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static String text(Path page) {
    return CODE.matcher(Project.read(page)).replaceAll("");
  }
}
