// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java the units' program takes, and what it says of one that will not do. */
final class LauncherTest {
  @TempDir Path folder;

  @Test
  void java25IsStartedWithTheArguments() throws Exception {
    assertThat(run(java("25.0.3"))).isEqualTo("0 started migrate");
    // such as the one of a distribution that keeps the file elsewhere
    Path unknown = java("25.0.3");
    Files.delete(unknown.resolve("release"));
    assertThat(run(unknown)).isEqualTo("0 started migrate");
  }

  @Test
  void anotherOrNoneIsNamedWithTheRemedy() throws Exception {
    Path old = java("17.0.15");
    assertThat(run(old))
        .startsWith(
            "2 keyserver: " + old + "/bin/java is another Java; set KEYSERVER_JAVA_HOME to");
    assertThat(run(folder.resolve("absent")))
        .startsWith("2 keyserver: there is no " + folder.resolve("absent/bin/java") + "; set");
  }

  /** Says its last argument. */
  private Path java(String version) throws IOException {
    Path home = folder.resolve("java-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path program =
        Files.writeString(
            home.resolve("bin/java"), "#!/bin/sh\nfor last; do :; done\necho \"started $last\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  /** The exit code and what was said. */
  private static String run(Path javaHome) throws Exception {
    var builder =
        new ProcessBuilder(
                "sh", Project.file("apps/onprem/systemd/keyserver").toString(), "migrate")
            .redirectErrorStream(true);
    builder.environment().put("KEYSERVER_JAVA_HOME", javaHome.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    return process.waitFor() + " " + said;
  }
}
