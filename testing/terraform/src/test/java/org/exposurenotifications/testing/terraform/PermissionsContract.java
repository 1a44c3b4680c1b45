// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of a cloud tells who may do what; permissions.yaml says the same. */
interface PermissionsContract {
  Pattern ROLE = Pattern.compile("(publish|export|cleanup)\\b.*");
  Pattern TOKEN = Pattern.compile("`([^`]+)`");

  TerraformModule module();

  /** The page's file, and the first column of its table. */
  List<String> page();

  /** The columns of permissions and of what they are on. */
  List<String> columns();

  /** What permissions.yaml grants. */
  Set<Grant> granted();

  @Test
  default void eachRoleHasThePermissionsOfThePageAndNoOthers() {
    Set<Grant> told = told();
    assertThat(told).extracting(Grant::role).contains("publish", "export", "cleanup");
    assertThat(granted()).isEqualTo(told);
  }

  @Test
  default void publishTouchesNoFilesAndExportNoRevisionTokensAndOnlyCleanupNeedsNoKey() {
    assertThat(granted())
        .noneMatch(each -> each.role().equals("publish") && each.on().equals("files"))
        .noneMatch(each -> each.role().equals("export") && each.on().equals("encryption key"))
        .filteredOn(each -> each.role().equals("cleanup"))
        .allMatch(each -> each.on().equals("files") && each.permission().matches("(?i).*delete.*"));
  }

  private Set<Grant> told() {
    return MarkdownTable.of(
            TerraformModule.project().resolve("docs/operations").resolve(page().getFirst()),
            page().getLast())
        .stream()
        .flatMap(row -> {
          var role = ROLE.matcher(row.cell(page().getLast()));
          return role.matches()
              ? TOKEN
                  .matcher(row.cell(columns().getFirst()))
                  .results()
                  .map(token ->
                      Grant.of(role.group(1), token.group(1), row.cell(columns().getLast())))
              : Stream.<Grant>empty();
        })
        .collect(Collectors.toSet());
  }
}
