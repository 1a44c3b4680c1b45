// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/adding-an-adapter.md shows is what compiles and passes here. */
final class PageTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final Pattern LINKED_BLOCK =
      Pattern.compile(
          "\\[`?\\w+`?]\\((\\S+\\.java)\\)[^\\n]*\\n\\n```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void eachBlockIsTheFileAboveItBelowItsImports() throws IOException {
    List<MatchResult> blocks = LINKED_BLOCK.matcher(page()).results().toList();
    assertThat(blocks).hasSize(7);
    for (MatchResult block : blocks) {
      assertThat(block.group(2)).as(block.group(1)).isEqualTo(belowImports(block.group(1)));
    }
  }

  @Test
  void noBlockStandsWithoutAFile() throws IOException {
    assertThat(page().split("```java", -1)).hasSize(1 + 7);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    assertThat(Pattern.compile("]\\(([^)#]+)").matcher(page()).results().map(link -> link.group(1)))
        .isNotEmpty()
        .allMatch(link -> Files.exists(DOCS.resolve(link)));
  }

  private static String page() throws IOException {
    return Files.readString(DOCS.resolve("adding-an-adapter.md"));
  }

  private static String belowImports(String link) throws IOException {
    String source = Files.readString(DOCS.resolve(link));
    int last = source.lastIndexOf("\nimport ");
    return source.substring(source.indexOf('\n', last + 1) + 2);
  }
}
