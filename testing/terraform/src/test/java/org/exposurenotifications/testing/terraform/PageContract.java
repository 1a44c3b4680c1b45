// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The commands of a cloud's page name what there is. */
interface PageContract {
  Pattern GIVEN = Pattern.compile("(?s)cat > terraform\\.tfvars <<END\n(.*?)\nEND\n");
  Pattern VARIABLE = Pattern.compile("(?ms)^variable \"(\\w+)\" \\{(.*?)^}");

  TerraformModule module();

  /** The page's file, and the first column of its table of permissions. */
  List<String> page();

  @Test
  default void thePageGivesAllThatHasToBeGivenAndNothingUnknown() throws IOException {
    Set<String> all = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    Matcher variable = VARIABLE.matcher(module().hcl("variables.tf"));
    while (variable.find()) {
      all.add(variable.group(1));
      if (!variable.group(2).contains("  default ")) {
        needed.add(variable.group(1));
      }
    }
    Matcher given = GIVEN.matcher(text());
    assertThat(given.find()).isTrue();

    assertThat(found("(?m)^(\\w+) += ", given.group(1))).containsAll(needed).isSubsetOf(all);
    assertThat(found("TF_VAR_(\\w+)=|-var '(\\w+)=|`(\\w+) = [{\"]", text())).isSubsetOf(all);
  }

  @Test
  default void thePageSpeaksOfOutputsAndResourcesThatThereAre() throws IOException {
    Set<String> outputs = found("(?m)^output \"(\\w+)\"", module().hcl("outputs.tf"));
    assertThat(found("output -raw (\\w+)|outputs? `(\\w+)`", text()))
        .isNotEmpty()
        .isSubsetOf(outputs);

    String hcl =
        module().files().stream()
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".tf"))
            .map(module()::hcl)
            .collect(Collectors.joining("\n"));
    Set<String> resources =
        Pattern.compile("(?m)^resource \"(\\w+)\" \"(\\w+)\"")
            .matcher(hcl)
            .results()
            .map(resource -> resource.group(1) + "." + resource.group(2))
            .collect(Collectors.toSet());
    assertThat(found("(?:-target=|-replace=|state rm )'?(\\w+\\.\\w+)", text()))
        .isNotEmpty()
        .isSubsetOf(resources);
  }

  @Test
  default void thePagesAreOfOneShape() throws IOException {
    assertThat(found("(?m)^## (.+)$", text())).contains("Database", "Run it", "Settings");
    assertThat(text())
        .containsSubsequence(
            "\n## From an empty account to the first signed file\n",
            "keyserver phone upload ",
            "keyserver phone verify ",
            "\n## Day by day\n",
            "\n| see that it works | ",
            "\n| upgrade | ",
            "\n| go back | ",
            "\n| rotate the signing key | ",
            "\n| rotate the key of revision tokens | ",
            "\n| change the database's password | ",
            "\n| restore | ",
            "\n| end the use of a leaked signing key | ",
            "\n## What it costs\n");
  }

  private String text() throws IOException {
    return Files.readString(
        TerraformModule.project().resolve("docs/operations").resolve(page().getFirst()));
  }

  /** What the one group that matched holds. */
  private static Set<String> found(String form, String text) {
    return Pattern.compile(form)
        .matcher(text)
        .results()
        .map(match -> {
          int group = 1;
          while (match.group(group) == null) {
            group++;
          }
          return match.group(group);
        })
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
