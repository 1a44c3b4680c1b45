// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.apps.azure.AzureApp;
import org.exposurenotifications.apps.server.Deployment;

final class AzureTerraformTest implements TerraformContract {
  private final TerraformModule module = TerraformModule.of("azure");

  @Override
  public TerraformModule module() {
    return module;
  }

  @Override
  public Deployment app() {
    return AzureApp.deployment();
  }

  @Override
  public Map<String, String> places() {
    return Map.of(
        "client_id",
        "00000000-0000-0000-0000-000000000001",
        "storage_account",
        "sampleexports",
        "vault",
        "https://sample-vault.vault.azure.net",
        "database_host",
        "sample-database.postgres.database.azure.com",
        "database_user",
        "keyserver-publish");
  }

  @Override
  public boolean servesJobs() {
    return false;
  }

  @Override
  public List<String> page() {
    return List.of("azure.md", "who");
  }

  @Override
  public List<String> columns() {
    return List.of("role", "where");
  }

  @Override
  public Set<Grant> granted() {
    return module.grantsOfRoles();
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of(
        "subscription",
        "00000000-0000-0000-0000-000000000000",
        "name",
        "sample",
        "image",
        "sample.azurecr.io/keyserver@sha256:00",
        "registry",
        Map.of("id", "registries/sample", "server", "sample.azurecr.io"),
        "domain",
        "keys.example.org",
        "database_ca_file",
        "to be filled in");
  }

  @Override
  public List<Container> containers(Plan plan) {
    return Stream.concat(
            plan.ofType("azurerm_container_app").stream(),
            plan.ofType("azurerm_container_app_job").stream())
        .map(each -> {
          String role = Json.nameIn(each.text("/identity/0/identity_ids/0"));
          JsonNode container = each.values().at("/template/0/container/0");
          return new Container(
              each.text("/name"),
              role,
              Json.texts(container.get("args")),
              Json.variables(container.get("env")),
              assignments(plan, "secret")
                  .filter(one -> Json.nameIn(one.text("/principal_id")).equals(role))
                  .map(one -> Json.nameIn(one.text("/scope")))
                  .filter(secret -> !secret.equals("configuration"))
                  .collect(Collectors.toSet()));
        })
        .toList();
  }

  @Override
  public Set<Grant> grants(Plan plan) {
    return assignments(plan, "this")
        .flatMap(each ->
            permissions(plan, each)
                .map(permission ->
                    Grant.of(
                        Json.nameIn(each.text("/principal_id")), permission, each.text("/scope"))))
        .collect(Collectors.toSet());
  }

  private static Stream<Plan.Resource> assignments(Plan plan, String name) {
    return plan.ofType("azurerm_role_assignment").stream().filter(each -> each.name().equals(name));
  }

  /** Those of a role of our own, or Azure's role as it is. */
  private static Stream<String> permissions(Plan plan, Plan.Resource assignment) {
    String own = assignment.text("/role_definition_id");
    return own.startsWith("azurerm_role_definition[")
        ? plan.ofType("azurerm_role_definition").stream()
            .filter(each -> each.text("/name").equals(Json.nameIn(own)))
            .flatMap(each -> Json.texts(each.values().at("/permissions/0/data_actions")).stream())
        : Stream.of(assignment.text("/role_definition_name"));
  }

  @Override
  public Map<String, String> schedules(Plan plan) {
    return plan.ofType("azurerm_container_app_job").stream()
        .filter(each -> !each.text("/schedule_trigger_config/0/cron_expression").isEmpty())
        .collect(
            Collectors.toMap(
                each -> each.text("/template/0/container/0/args/1"),
                each -> each.text("/schedule_trigger_config/0/cron_expression")));
  }

  @Override
  public String permits() {
    return "azurerm_role_assignment|azurerm_key_vault_access_policy";
  }

  @Override
  public Set<String> permitting(String auth) {
    return Set.of(
        "azurerm_role_assignment.operator",
        "azurerm_role_assignment.registry",
        "azurerm_role_assignment.secret",
        "azurerm_role_assignment.this");
  }

  @Override
  public void assertDatabaseIsPrivate(Plan plan) {
    assertThat(plan.ofType("azurerm_postgresql_flexible_server"))
        .singleElement()
        .satisfies(database -> {
          assertThat(database.values().get("public_network_access_enabled").asBoolean(true))
              .isFalse();
          assertThat(database.text("/delegated_subnet_id"))
              .isEqualTo("azurerm_subnet[database].id");
        });
    assertThat(plan.ofType("azurerm_postgresql_flexible_server_firewall_rule")).isEmpty();
  }
}
