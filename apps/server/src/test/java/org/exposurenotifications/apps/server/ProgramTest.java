// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ProgramTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final MemoryPlatform memory = new MemoryPlatform();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "run",
        "migrate",
        "config apply",
        "config show",
        "keys public",
        "keys create",
        "import-reference",
        "health",
        "version"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(execute(_ -> memory, (command + " --help").split(" "))).isZero();
    assertThat(out.toString()).contains("Usage: keyserver " + command);
  }

  @Test
  void theHelpNamesTheCommandsThatThereAreAndNoOther() {
    assertThat(execute(_ -> memory)).isEqualTo(2);
    assertThat(err.toString())
        .contains("serve", "run", "migrate", "config", "keys", "health", "version")
        .doesNotContain("demo", "phone", "bench");
  }

  @Test
  void theVersionIsAskedForInTwoWays() {
    assertThat(execute(_ -> memory, "version")).isZero();
    String version = out.toString();
    assertThat(version).startsWith("keyserver ").contains("signatures by ");
    assertThat(execute(_ -> memory, "--version")).isZero();
    assertThat(out.toString()).isEqualTo(version.repeat(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"serve publish", "run do-work", "migrate", "config show", "keys public a"})
  void whatIsWrongWithThePlatformIsToldByEveryCommandThatUsesIt(String command) {
    assertThat(execute(ProgramTest::unset, command.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains("keyserver: CLOUD is not set; name one");
  }

  @Test
  void aBrokenPlatformIsAFailureAndNoMatterOfConfiguration() {
    Deployment broken =
        _ -> {
          throw new PortFailure.Permanent("the cloud is gone; ask for it back", null);
        };
    assertThat(execute(broken, "migrate")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("keyserver: the cloud is gone; ask for it back\n");
  }

  @Test
  void aSigningKeyIsMadeOnThePlatformAndShown() {
    assertThat(execute(_ -> memory, "keys", "public", "exports")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no signing key 'exports'; make it with: keyserver keys create exports");
    assertThat(execute(_ -> memory, "keys", "create", "exports")).isZero();
    assertThat(execute(_ -> memory, "keys", "public", "exports")).isZero();
    String pem = PublicKeys.pem(memory.signingKeys().find("exports").orElseThrow().publicKey());
    assertThat(out.toString()).isEqualTo(pem.repeat(2));
  }

  @Test
  void aCommandIsMadeOnlyWhenItMayBeWanted() {
    var program =
        new Program(
            new ServerCommand(),
            Map.of(
                "version",
                () -> new CommandLine(new VersionCommand()),
                "other",
                () -> {
                  throw new AssertionError("nobody asked for it");
                }));
    assertThat(program.commandLine("version").getSubcommands()).containsOnlyKeys("version");
  }

  private static Platform unset(Environment environment) {
    environment.required("CLOUD", "name one");
    return new MemoryPlatform();
  }

  private int execute(Deployment deployment, String... arguments) {
    CommandLine line = Program.of(deployment).commandLine(arguments);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
