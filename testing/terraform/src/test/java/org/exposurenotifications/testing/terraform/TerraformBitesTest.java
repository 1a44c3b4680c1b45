// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The stand-ins of the providers refuse what the vendors would, and Terraform what does not fit.
 */
@Execution(ExecutionMode.CONCURRENT)
final class TerraformBitesTest {
  private static final String GOOD =
      """
      resource "google_storage_bucket" "files" {
        name     = "files"
        location = "EU"
        versioning {
          enabled = false
        }
      }
      resource "aws_db_instance" "database" {
        instance_class              = "db.t4g.micro"
        manage_master_user_password = true
      }
      resource "azurerm_resource_group" "all" {
        name     = "all"
        location = "westeurope"
      }
      output "secret" {
        value = aws_db_instance.database.master_user_secret[0].secret_arn
      }
      """;

  @TempDir Path folder;

  @Test
  void whatFitsIsTakenAndPlanned() throws Exception {
    Terraform terraform = terraform(GOOD);
    assertThat(terraform.problems()).isEmpty();
    Plan plan = terraform.plan(Map.of());
    assertThat(plan.ofType("google_storage_bucket"))
        .singleElement()
        .satisfies(bucket ->
            assertThat(bucket.text("/url")).isEqualTo("google_storage_bucket[files].url"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "location = \"EU\" | place = \"EU\" | Missing required argument",
        "enabled = false | enabled = \"perhaps\" | Incorrect attribute value type",
        "enabled = false | enable = false | Missing required argument",
        "versioning { | version { | Unsupported block type",
        "instance_class              = \"db.t4g.micro\" | '' | Missing required argument",
        "[0].secret_arn | [0].arn | Unsupported attribute",
        "aws_db_instance.database. | aws_db_instance.databases. | Reference to undeclared resource",
        "\"azurerm_resource_group\" | \"azurerm_resource_groups\" | Invalid resource type"
      })
  void whatDoesNotFitIsToldWithItsPlace(String from, String to, String problem) throws Exception {
    assertThat(GOOD).contains(from);
    assertThat(terraform(GOOD.replace(from, to)).problems())
        .anyMatch(each -> each.startsWith("main.tf:") && each.contains(problem));
  }

  @Test
  void whatIsNotFormattedIsNamed() throws Exception {
    assertThat(terraform(GOOD).unformatted()).isEmpty();
    Path other = Files.createDirectory(folder.resolve("other"));
    Path file = Files.writeString(other.resolve("main.tf"), GOOD.replace("  name ", " name "));
    assertThat(Terraform.in(other, List.of(file), Providers.ofStandins()).unformatted())
        .containsExactly("main.tf");
  }

  @Test
  void aPlanThatFailsTellsWhy() throws Exception {
    Terraform terraform = terraform(GOOD + "variable \"needed\" {}\n");
    assertThatThrownBy(() -> terraform.plan(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("No value for required variable");
  }

  private Terraform terraform(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("main.tf"), text);
    return Terraform.in(folder, List.of(file), Providers.ofStandins());
  }
}
