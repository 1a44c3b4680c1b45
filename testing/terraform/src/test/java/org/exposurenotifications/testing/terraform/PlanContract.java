// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.exposurenotifications.apps.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Terraform itself makes of the files, with the vendors' schemas. */
interface PlanContract {
  System.Logger LOG = System.getLogger(PlanContract.class.getName());

  TerraformModule module();

  Set<Grant> granted();

  /** What has to be given, beside the file of certificates. */
  Map<String, Object> variables();

  /** The containers in a plan. */
  List<Container> containers(Plan plan);

  /** Who is granted what in a plan, but for secrets. */
  Set<Grant> grants(Plan plan);

  /** The addresses of everything in a plan that lets somebody do something. */
  Set<String> permitting(String auth);

  /** The types that do. */
  String permits();

  /** Whether only private addresses reach the database. */
  void assertDatabaseIsPrivate(Plan plan);

  /** The schedules in a plan, by what starts: a job's name, or the path that is called. */
  Map<String, String> schedules(Plan plan);

  /**
   * A container.
   *
   * @param secrets what its identity may read, as its variables name it
   */
  record Container(
      String name,
      String role,
      List<String> arguments,
      Map<String, String> variables,
      Set<String> secrets) {}

  @Test
  default void theFilesAreFormattedAndFitTheVendorsSchemas(@TempDir Path folder) throws Exception {
    Terraform terraform = Terraform.in(folder, module().files(), Providers.ofStandins());
    assertThat(terraform.unformatted()).isEmpty();
    assertThat(terraform.problems()).isEmpty();
    if (Providers.vendorsOwn().isPresent()) {
      Path again = Files.createDirectory(folder.resolve("own"));
      Providers own = Providers.vendorsOwn().get();
      LOG.log(System.Logger.Level.INFO, "validating again with providers of {0}", own.vendors());
      assertThat(Terraform.in(again, module().files(), own).problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PASSWORD", "IAM"})
  default void aPlanHasTheContainersVariablesAndGrantsOfTheTables(String auth, @TempDir Path folder)
      throws Exception {
    Plan plan = plan(auth, folder);

    var roles = new TreeSet<String>();
    for (Container container : containers(plan)) {
      roles.add(container.role());
      String effective = container.role().equals("migrate") ? "PASSWORD" : auth;
      Map<String, String> table = module().environment(container.role(), effective, anything());
      assertThat(container.variables().keySet())
          .as(container.name())
          .isEqualTo(new TreeMap<>(table).keySet());
      assertThat(container.secrets()).as(container.name()).isEqualTo(named(container));
    }
    assertThat(roles).containsExactlyInAnyOrder("publish", "export", "cleanup", "migrate");
    assertThat(grants(plan)).isEqualTo(granted());
    assertThat(
            plan.resources().stream()
                .filter(each -> each.type().matches(permits()))
                .map(each -> each.type() + "." + each.name())
                .collect(Collectors.toSet()))
        .isEqualTo(permitting(auth));
  }

  @Test
  default void aPlanKeepsTheDatabasePrivate(@TempDir Path folder) throws Exception {
    assertDatabaseIsPrivate(plan("PASSWORD", folder));
    assertThat(module().hcl("database.tf")).doesNotContain("0.0.0.0");
  }

  @Test
  default void aPlanStartsEveryJobUnderItsRoleByItsSchedule(@TempDir Path folder) throws Exception {
    Plan plan = plan("PASSWORD", folder);
    List<Container> containers = containers(plan);
    var expected = new TreeMap<String, String>();
    for (Job job : Job.values()) {
      expected.put(
          job.text(), module().table("jobs.yaml").at("/" + job.text() + "/schedule").asText());
      assertThat(containers)
          .as(job.text())
          .anyMatch(each ->
              each.role().equalsIgnoreCase(job.role().name())
                  && (each.arguments().equals(List.of("run", job.text()))
                      || each.arguments().equals(List.of("serve", each.role()))));
    }
    assertThat(schedules(plan)).isEqualTo(expected);
    assertThat(containers)
        .extracting(Container::arguments)
        .contains(
            List.of("serve", "publish"),
            List.of("migrate"),
            List.of("config", "apply", "/configuration/keyserver.yaml"));
  }

  private Plan plan(String auth, Path folder) throws IOException, InterruptedException {
    var given = new TreeMap<>(variables());
    given.put("database_auth", auth);
    given.put("configuration", "exportConfigs: []");
    if (given.containsKey("database_ca_file")) {
      given.put(
          "database_ca_file",
          Files.writeString(folder.resolve("ca.pem"), "certificates").toString());
    }
    return Terraform.in(folder, module().files(), Providers.ofStandins()).plan(given);
  }

  /** Of which only the names matter. */
  private Map<String, String> anything() {
    return module().places().stream().collect(Collectors.toMap(name -> name, _ -> "x"));
  }

  /** The secrets that its variables name. */
  private static Set<String> named(Container container) {
    return container.variables().values().stream()
        .filter(value -> value.startsWith("secret://"))
        .map(value -> value.substring("secret://".length()).replaceFirst("\\?.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
