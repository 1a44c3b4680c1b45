// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DemoTest {
  @Test
  void theWholeStoryIsToldWithAFigureForEachStep() {
    var out = new StringWriter();
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out, true));

    int exit = commands.execute("demo");

    assertThat(out.toString())
        .contains("14 keys accepted")
        .contains("refused: health_authority_verification_certificate_invalid")
        .contains("14 of them Alice's")
        .contains("refused by the phone")
        .contains("Bob was near a case for 30 minutes")
        .contains("Carol was not")
        .contains("Bob's warning is withdrawn")
        .containsPattern("\\d+ keys and 2 counted uploads removed; 3 files")
        .contains("All as it should be")
        .doesNotContain("FAILED");
    assertThat(exit).isZero();
  }
}
