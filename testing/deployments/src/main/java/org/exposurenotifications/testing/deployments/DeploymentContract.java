// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an app of a platform has to pass: it carries its own platform and no other, says all that is
 * missing, and looks up credentials for what is used, not for what it has.
 */
public interface DeploymentContract {
  Pattern PORT = Pattern.compile("on port (\\d+)");

  /** The app's main class. */
  Class<?> main();

  /** Whose classes the app needs. */
  Set<Vendor> vendors();

  /** The variables of the platform that have no default. */
  Set<String> required();

  /**
   * Everything the platform needs, but no credentials.
   *
   * @param cloud host and port of what stands where credentials, or the platform, would be asked
   *     for
   */
  Map<String, String> platform(String cloud);

  /** A reference to a secret, as the platform has them. */
  String secretReference();

  /** A value of BLOBSTORE that belongs to another app, and that app. */
  Map.Entry<String, String> foreignBlobstore();

  @Test
  default void theClassPathHoldsThePlatformAndNoOther() {
    Set<String> folders = RuntimeClassPath.ofThisModule().folders();
    for (Vendor vendor : Vendor.values()) {
      for (String folder : vendor.folders()) {
        assertThat(folders.stream().anyMatch(each -> each.startsWith(folder)))
            .as(folder)
            .isEqualTo(vendors().contains(vendor));
      }
    }
    assertThat(folders.stream().filter(each -> each.startsWith("org/exposurenotifications/apps/")))
        .allMatch(each -> each.matches(".*/apps/(runtime|server|" + name() + ")/"));
  }

  @Test
  default void anEmptyEnvironmentIsToldAllThatIsMissing() throws Exception {
    try (AppProcess serve = start(Map.of(), "serve", "publish", "export")) {
      assertThat(serve.exit()).as(serve.output()).isEqualTo(2);
      List<String> missing =
          new ArrayList<>(
              List.of(
                  "DB_NAME",
                  "DB_USER",
                  "REVISION_TOKEN_KEY_ID",
                  "REVISION_TOKEN_AAD",
                  "JOB_TOKEN"));
      missing.addAll(required());
      assertThat(serve.lines())
          .allMatch(line -> line.matches("keyserver: [A-Z0-9_]+ is not set[;,] .+"))
          .extracting(line -> line.split(" ", -1)[1])
          .containsExactlyInAnyOrderElementsOf(missing);
    }
  }

  @Test
  default void anotherPlatformsBlobstoreIsRefusedWithTheAppThatHasIt() throws Exception {
    try (var cloud = new ConnectionRecorder();
        AppProcess serve =
            start(
                complete(cloud, Map.of("BLOBSTORE", foreignBlobstore().getKey())),
                "serve",
                "export")) {
      assertThat(serve.exit()).as(serve.output()).isEqualTo(2);
      assertThat(serve.lines())
          .singleElement()
          .asString()
          .startsWith(
              "keyserver: BLOBSTORE is %s, which this app does not have; use the app %s, or"
                  .formatted(foreignBlobstore().getKey(), foreignBlobstore().getValue()));
      assertThat(cloud.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"config show", "run create-batches", "run cleanup-exposure"})
  default void whatWorksOnTheDatabaseLooksUpNoCredentials(String command) throws Exception {
    try (var cloud = new ConnectionRecorder()) {
      run(complete(cloud, Map.of()), "migrate");
      run(complete(cloud, Map.of()), command.split(" ", -1));
      assertThat(cloud.connections()).isZero();
    }
  }

  @Test
  default void aServerLooksUpNoCredentialsForPartsThatNobodyUses() throws Exception {
    try (var cloud = new ConnectionRecorder()) {
      Map<String, String> variables = complete(cloud, Map.of());
      run(variables, "migrate");
      try (AppProcess serve = start(variables, "serve", "export", "cleanup")) {
        String port = serve.await(PORT);
        run(Map.of("PORT", port), "health");
        assertThat(cloud.connections()).as(serve.output()).isZero();
        assertThat(serve.terminate()).isEqualTo(143);
        try (AppProcess health = start(Map.of("PORT", port), "health")) {
          assertThat(health.exit()).isEqualTo(1);
          assertThat(health.output()).contains("/health does not answer");
        }
      }
    }
  }

  @Test
  default void aSecretIsLookedForWhereThePlatformKeepsThem() throws Exception {
    try (var cloud = new ConnectionRecorder();
        AppProcess migrate =
            start(
                complete(cloud, Map.of("DB_PASSWORD", "secret://" + secretReference())),
                "migrate")) {
      assertThat(migrate.exit()).as(migrate.output()).isEqualTo(2);
      assertThat(migrate.lines())
          .filteredOn(line -> line.startsWith("keyserver: "))
          .singleElement()
          .asString()
          .startsWith("keyserver: DB_PASSWORD: ");
      assertThat(cloud.connections()).as(migrate.output()).isPositive();
    }
  }

  @Test
  default void publishingNeedsTheKeysAtTheStart() throws Exception {
    try (var cloud = new ConnectionRecorder()) {
      Map<String, String> variables = complete(cloud, Map.of());
      run(variables, "migrate");
      try (AppProcess serve = start(variables, "serve", "publish")) {
        assertThat(serve.exit()).as(serve.output()).isEqualTo(1);
        assertThat(serve.lines()).anyMatch(line -> line.startsWith("keyserver: "));
        assertThat(cloud.connections()).as(serve.output()).isPositive();
      }
    }
  }

  private String name() {
    return main().getPackageName().replaceFirst(".*\\.", "");
  }

  private Map<String, String> complete(ConnectionRecorder cloud, Map<String, String> others) {
    var variables = new TreeMap<>(TestDatabase.variables());
    variables.put("BIND_ADDRESS", "127.0.0.1");
    variables.put("PORT", "0");
    variables.put("PLATFORM_DEADLINE", "2s");
    variables.put("REVISION_TOKEN_KEY_ID", "revision-token");
    variables.put("REVISION_TOKEN_AAD", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    variables.putAll(platform(cloud.address()));
    variables.putAll(others);
    return variables;
  }

  private void run(Map<String, String> variables, String... arguments) throws Exception {
    try (AppProcess process = start(variables, arguments)) {
      assertThat(process.exit()).as(Arrays.toString(arguments) + ": " + process.output()).isZero();
    }
  }

  private AppProcess start(Map<String, String> variables, String... arguments) throws IOException {
    return AppProcess.start(
        RuntimeClassPath.ofThisModule().text(), main().getName(), variables, arguments);
  }
}
