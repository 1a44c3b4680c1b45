// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "dev",
        "serve",
        "run",
        "migrate",
        "config apply",
        "config show",
        "batches list",
        "batches revive",
        "horizon show",
        "horizon reset",
        "keys public",
        "keys create",
        "health",
        "phone verify",
        "phone sync",
        "phone upload",
        "version"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(execute((command + " --help").split(" "))).isZero();
    assertThat(out.toString()).contains("Usage: keyserver " + command);
  }

  @Test
  void anUnknownJobIsRefusedWithTheJobsThereAre() {
    assertThat(execute("run", "nothing")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no job 'nothing'; jobs are create-batches, do-work, cleanup-exposure");
  }

  @Test
  void aServerWithoutSettingsIsToldAllThatIsMissing() {
    assertThat(execute("serve", "publish", "export")).isEqualTo(2);
    assertThat(err.toString())
        .contains("BLOB_FILESYSTEM_ROOT is not set")
        .contains("KEY_FILESYSTEM_ROOT is not set")
        .contains("DB_NAME is not set")
        .contains("REVISION_TOKEN_AAD is not set")
        .contains("JOB_TOKEN is not set");
  }

  @Test
  void aSigningKeyIsMadeOnceAndShownAsOftenAsWanted(@TempDir Path data) {
    assertThat(execute("keys", "public", "exports-us", "--data", data.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no signing key 'exports-us'");
    assertThat(execute("keys", "create", "exports-us", "--data", data.toString())).isZero();
    String made = out.toString();
    assertThat(made).startsWith("-----BEGIN PUBLIC KEY-----\n");
    assertThat(execute("keys", "create", "exports-us", "--data", data.toString())).isZero();
    assertThat(execute("keys", "public", "exports-us", "--data", data.toString())).isZero();
    assertThat(out.toString()).isEqualTo(made.repeat(3));
  }

  private int execute(String... arguments) {
    CommandLine commands = Main.program().commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }
}
