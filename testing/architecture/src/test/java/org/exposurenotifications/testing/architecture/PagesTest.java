// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the project's pages link to is there. */
final class PagesTest {
  @TempDir Path folder;

  @Test
  void everyLinkOfEveryPageLeadsSomewhere() throws IOException {
    List<Path> pages = pages(Project.root());

    assertThat(pages).hasSizeGreaterThan(15);
    assertThat(pages.stream().flatMap(Page::problems)).isEmpty();
  }

  @Test
  void aLinkToNothingIsFound() throws IOException {
    Files.writeString(folder.resolve("other.md"), "# One\n\n## What it costs, and why `it` does\n");
    Path page = folder.resolve("page.md");

    Files.writeString(
        page,
        """
        # Page
        [a](other.md), [b](other.md#what-it-costs-and-why-it-does), [c](#page), [d](https://a.example/b)
        ```sh
        x=[e](absent.md)
        ```
        """);
    assertThat(Page.problems(page)).isEmpty();

    Files.writeString(page, "[a](absent.md), [b](other.md#two), [c](#page), [`d`](../absent/d.tf)");
    assertThat(Page.problems(page))
        .containsExactly(
            page + ": absent.md is not there",
            page + ": other.md#two: other.md has no such heading",
            page + ": #page: page.md has no such heading",
            page + ": ../absent/d.tf is not there");
  }

  private static List<Path> pages(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !isMade(root.relativize(file)))
          .sorted()
          .toList();
    }
  }

  /** Whether a build or a package manager put it there. */
  private static boolean isMade(Path file) {
    return Stream.iterate(file, Path::getParent)
        .takeWhile(part -> part != null)
        .map(part -> part.getFileName().toString())
        .anyMatch(name -> name.equals("target") || name.startsWith("."));
  }
}
