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
import org.exposurenotifications.apps.gcp.GcpApp;
import org.exposurenotifications.apps.server.Deployment;

final class GcpTerraformTest implements TerraformContract {
  private final TerraformModule module = TerraformModule.of("gcp");

  @Override
  public TerraformModule module() {
    return module;
  }

  @Override
  public Deployment app() {
    return GcpApp.deployment();
  }

  @Override
  public Map<String, String> places() {
    return Map.of(
        "project",
        "sample-project",
        "key_ring",
        "projects/sample-project/locations/europe-west1/keyRings/keyserver",
        "database_host",
        "10.1.2.3",
        "database_user",
        "keyserver-publish@sample-project.iam");
  }

  @Override
  public boolean servesJobs() {
    return true;
  }

  @Override
  public List<String> page() {
    return List.of("gcp.md", "who");
  }

  @Override
  public List<String> columns() {
    return List.of("role", "on");
  }

  @Override
  public Set<Grant> granted() {
    return module.grantsOfRoles();
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of(
        "project",
        "sample-project",
        "image",
        "europe-west1-docker.pkg.dev/sample-project/keyserver/gcp@sha256:00",
        "publish_domain",
        "keys.example.org",
        "exports_domain",
        "files.example.org");
  }

  @Override
  public List<Container> containers(Plan plan) {
    return Stream.concat(
            plan.ofType("google_cloud_run_v2_service").stream()
                .map(each -> container(plan, each, each.values().at("/template/0"))),
            plan.ofType("google_cloud_run_v2_job").stream()
                .map(each -> container(plan, each, each.values().at("/template/0/template/0"))))
        .toList();
  }

  private static Container container(Plan plan, Plan.Resource resource, JsonNode template) {
    String role = Json.nameIn(template.get("service_account").asText());
    return new Container(
        resource.text("/name"),
        role,
        Json.texts(template.at("/containers/0/args")),
        Json.variables(template.at("/containers/0/env")),
        plan.ofType("google_secret_manager_secret_iam_member").stream()
            .filter(each -> Json.nameIn(each.text("/member")).equals(role))
            .map(each -> Json.nameIn(each.text("/secret_id")))
            .filter(secret -> !secret.equals("configuration"))
            .collect(Collectors.toSet()));
  }

  @Override
  public Set<Grant> grants(Plan plan) {
    Stream<Grant> keys =
        plan.ofType("google_kms_crypto_key_iam_member").stream()
            .map(each ->
                Grant.of(
                    Json.nameIn(each.text("/member")),
                    each.text("/role"),
                    each.text("/crypto_key_id")));
    Stream<Grant> files =
        plan.ofType("google_storage_bucket_iam_member").stream()
            .filter(each -> !each.text("/member").equals("allUsers"))
            .flatMap(each ->
                ownRole(plan, Json.nameIn(each.text("/role")))
                    .map(permission ->
                        Grant.of(Json.nameIn(each.text("/member")), permission, "the bucket")));
    return Stream.concat(keys, files).collect(Collectors.toSet());
  }

  private static Stream<String> ownRole(Plan plan, String name) {
    return plan.ofType("google_project_iam_custom_role").stream()
        .filter(each -> each.text("/role_id").equals(name))
        .flatMap(each -> Json.texts(each.values().get("permissions")).stream());
  }

  @Override
  public Map<String, String> schedules(Plan plan) {
    return plan.ofType("google_cloud_scheduler_job").stream()
        .collect(
            Collectors.toMap(
                each -> each.text("/http_target/0/uri").replaceFirst(".*/", ""),
                each -> each.text("/schedule")));
  }

  @Override
  public String permits() {
    return ".*_iam_(member|binding|policy)";
  }

  @Override
  public Set<String> permitting(String auth) {
    Set<String> always =
        Set.of(
            "google_kms_crypto_key_iam_member.this",
            "google_secret_manager_secret_iam_member.this",
            "google_storage_bucket_iam_member.everybody",
            "google_storage_bucket_iam_member.this");
    return auth.equals("IAM")
        ? Stream.concat(always.stream(), Stream.of("google_project_iam_member.database_login"))
            .collect(Collectors.toSet())
        : always;
  }

  @Override
  public void assertDatabaseIsPrivate(Plan plan) {
    assertThat(plan.ofType("google_sql_database_instance"))
        .singleElement()
        .satisfies(database -> {
          JsonNode network = database.values().at("/settings/0/ip_configuration/0");
          assertThat(network.get("ipv4_enabled").asBoolean(true)).isFalse();
          assertThat(network.get("authorized_networks")).isEmpty();
          assertThat(network.get("ssl_mode").asText()).isEqualTo("ENCRYPTED_ONLY");
        });
  }
}
