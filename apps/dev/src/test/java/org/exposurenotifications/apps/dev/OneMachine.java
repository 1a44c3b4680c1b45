// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.apps.onprem.OnPremPlatformReader;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.server.Deployment;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.apps.server.Program;
import org.exposurenotifications.ports.Platform;
import picocli.CommandLine;

/**
 * A server on a machine of one's own.
 *
 * @param variables its environment
 */
record OneMachine(Map<String, String> variables) implements Deployment {
  @Override
  public Platform platform(Environment literal) {
    return OnPremPlatformReader.read(literal);
  }

  @Override
  public Infrastructure registrations() {
    return Infrastructure.open(this, variables);
  }

  String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  /**
   * Runs {@code import-reference} to its end.
   *
   * @return what it told
   */
  String carryOver(int expectedExit) {
    CommandLine line = Program.of(this).commandLine("import-reference");
    var out = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute("import-reference")).as(out.toString()).isEqualTo(expectedExit);
    return out.toString();
  }
}
