// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.io.PrintWriter;
import java.util.List;
import org.exposurenotifications.adapters.postgres.ReferenceImport.Left;
import org.exposurenotifications.adapters.postgres.ReferenceImport.Report;

/** Tells what was carried over from the Go server's database, what was not, and what to do. */
final class ImportReport {
  private static final String ADVICE =
      """
      What to do: mend these rows in the Go server's database and repeat the command, or go on
      without them. Rows of exposure are named by their place, so as to show no key; look at one with
        SELECT created_at, regions, report_type, transmission_risk, interval_number, interval_count,
               length(exposure_key) FROM exposure WHERE ctid = '(0,1)';
      """;

  private final PrintWriter out;
  private final boolean dryRun;

  ImportReport(PrintWriter out, boolean dryRun) {
    this.out = out;
    this.dryRun = dryRun;
  }

  void print(Report report) {
    out.println(dryRun ? "Would be carried over:" : "Carried over:");
    report.carried().forEach((what, count) -> line(count, what));
    print("Left on purpose, as there is no use for it here:", report.leftOnPurpose());
    print("Not carried over as it is, so somebody should look at it:", report.left());
    if (!report.left().isEmpty()) {
      out.print(ADVICE);
    }
    out.flush();
  }

  private void print(String title, List<Left> left) {
    if (!left.isEmpty()) {
      out.println(title);
    }
    for (Left each : left) {
      line(each.count(), each.table() + ": " + each.reason());
      each.rows().forEach(row -> out.println("             " + row));
      long more = each.count() - each.rows().size();
      if (more > 0 && !each.rows().isEmpty()) {
        out.println("             and " + more + " more");
      }
    }
  }

  private void line(long count, String text) {
    out.println("%9d  %s".formatted(count, text));
  }
}
