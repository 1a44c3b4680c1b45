// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();

  @Test
  void figuresAreToldOfWorldsThatAreWell() {
    assertThat(run("--seeds", "20", "--seed", "100")).isZero();
    assertThat(out.toString()).contains("20 seeds, ", " port calls, ", " days a second");
  }

  @Test
  void aTraceIsTheSameEachTime() {
    assertThat(run("--seed", "7", "--trace")).isZero();
    String once = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("--seed", "7", "--trace")).isZero();
    assertThat(out.toString()).isEqualTo(once).contains("BatchStore.lease(", " do-work: ");
  }

  @Test
  void aFailureIsExplainedByTheShortestTraceAndEndsWithOne() {
    StringWriter explained = new StringWriter();
    SimulateCommand command = new SimulateCommand(KnownFaults.FILES_ARE_FORGOTTEN_BUT_NOT_DELETED);
    int exit = new CommandLine(command).setOut(new PrintWriter(explained)).execute("--seeds", "50");
    assertThat(exit).isEqualTo(1);
    assertThat(explained.toString())
        .contains("FAILED seed ", "nothing outlives its time", "What it takes: ", "--trace");
  }

  private int run(String... arguments) {
    return new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out)).execute(arguments);
  }
}
