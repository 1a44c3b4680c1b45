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
import org.exposurenotifications.apps.aws.AwsApp;
import org.exposurenotifications.apps.server.Deployment;

final class AwsTerraformTest implements TerraformContract {
  private static final String SECRETS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

  private final TerraformModule module = TerraformModule.of("aws");

  @Override
  public TerraformModule module() {
    return module;
  }

  @Override
  public Deployment app() {
    return AwsApp.deployment();
  }

  @Override
  public Map<String, String> places() {
    return Map.of(
        "region",
        "eu-central-1",
        "database_host",
        "keyserver.example.eu-central-1.rds.amazonaws.com",
        "database_ca",
        SECRETS + "keyserver/database-ca-AbCdEf",
        "database_secret",
        SECRETS + "rds!db-0000-AbCdEf",
        "database_user",
        "publish",
        "revision_token_key",
        "alias/keyserver-revision-token",
        "revision_token_aad",
        SECRETS + "keyserver/revision-token-aad-AbCdEf");
  }

  @Override
  public boolean servesJobs() {
    return false;
  }

  @Override
  public List<String> page() {
    return List.of("aws.md", "role");
  }

  @Override
  public List<String> columns() {
    return List.of("actions", "resource");
  }

  @Override
  public Set<Grant> granted() {
    return module.table("permissions.yaml").properties().stream()
        .flatMap(role ->
            Json.stream(role.getValue())
                .flatMap(grant ->
                    Json.texts(grant.get("actions")).stream()
                        .map(action ->
                            Grant.of(role.getKey(), action, grant.get("where").asText()))))
        .collect(Collectors.toSet());
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of(
        "region",
        "eu-central-1",
        "image",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/keyserver@sha256:00",
        "publish_certificate",
        "arn:aws:acm:eu-central-1:123456789012:certificate/1",
        "database_ca_file",
        "to be filled in");
  }

  @Override
  public List<Container> containers(Plan plan) {
    return plan.ofType("aws_ecs_task_definition").stream()
        .map(each -> {
          String role = Json.nameIn(each.text("/task_role_arn"));
          JsonNode container =
              Json.stream(Json.parse(each.text("/container_definitions")))
                  .filter(one -> one.get("name").asText().equals("keyserver"))
                  .findFirst()
                  .orElseThrow();
          return new Container(
              each.text("/family"),
              role,
              Json.texts(container.get("command")),
              Json.variables(container.get("environment")),
              statements(plan, role)
                  .filter(
                      one -> Json.texts(one.get("Action")).toString().contains("GetSecretValue"))
                  .flatMap(one -> Json.texts(one.get("Resource")).stream())
                  .collect(Collectors.toSet()));
        })
        .toList();
  }

  @Override
  public Set<Grant> grants(Plan plan) {
    return Stream.of("publish", "export", "cleanup", "migrate")
        .flatMap(role ->
            statements(plan, role)
                .filter(
                    one -> !Json.texts(one.get("Action")).toString().matches(".*(Secret|rds-db).*"))
                .flatMap(one ->
                    Json.texts(one.get("Action")).stream()
                        .map(
                            action -> Grant.of(role, action, one.get("Resource").get(0).asText()))))
        .collect(Collectors.toSet());
  }

  private static Stream<JsonNode> statements(Plan plan, String role) {
    return plan.ofType("aws_iam_role_policy").stream()
        .filter(each -> each.name().equals("role") && each.key().equals(role))
        .flatMap(each -> Json.stream(Json.parse(each.text("/policy")).get("Statement")));
  }

  @Override
  public Map<String, String> schedules(Plan plan) {
    return plan.ofType("aws_scheduler_schedule").stream()
        .collect(Collectors.toMap(Plan.Resource::key, each -> each.text("/schedule_expression")));
  }

  @Override
  public String permits() {
    return "aws_iam_.*polic.*|aws_s3_bucket_policy|aws_kms_(grant|key_policy)|aws_cloudwatch_log_resource_policy";
  }

  @Override
  public Set<String> permitting(String auth) {
    return Set.of(
        "aws_cloudwatch_log_resource_policy.ended",
        "aws_iam_role_policy.role",
        "aws_iam_role_policy.scheduler",
        "aws_iam_role_policy_attachment.start",
        "aws_s3_bucket_policy.exports");
  }

  @Override
  public void assertDatabaseIsPrivate(Plan plan) {
    assertThat(plan.ofType("aws_db_instance"))
        .singleElement()
        .satisfies(database -> {
          assertThat(database.values().get("publicly_accessible").asBoolean(true)).isFalse();
          assertThat(database.values().get("storage_encrypted").asBoolean()).isTrue();
          assertThat(Json.texts(database.values().get("vpc_security_group_ids")))
              .containsExactly("aws_security_group[keyserver-database].id");
        });
    assertThat(plan.ofType("aws_vpc_security_group_ingress_rule"))
        .filteredOn(rule -> rule.text("/security_group_id").contains("keyserver-database"))
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.text("/referenced_security_group_id"))
              .isEqualTo("aws_security_group[keyserver-tasks].id");
          assertThat(rule.values().hasNonNull("cidr_ipv4")).isFalse();
        });
  }
}
