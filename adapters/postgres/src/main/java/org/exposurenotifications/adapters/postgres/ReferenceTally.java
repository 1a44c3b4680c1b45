// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Notes what is carried over from the Go server and what is not. Not thread-safe. */
final class ReferenceTally {
  /** More names of one reason help nobody. */
  private static final int NAMED = 20;

  /** Reasons of one table that are told apart: whatever is wrong, the report ends. */
  private static final int REASONS = 20;

  private static final int LONGEST = 300;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Map<String, Long> carried = new LinkedHashMap<>();
  private final Map<String, Map<String, Group>> attention = new LinkedHashMap<>();
  private final List<ReferenceImport.Left> onPurpose = new ArrayList<>();
  private final Consumer<String> progress;

  ReferenceTally(Consumer<String> progress) {
    this.progress = progress;
  }

  private static final class Group {
    private final List<String> rows = new ArrayList<>();
    private long count;
  }

  void carried(String what, long count) {
    carried.merge(what, count, Long::sum);
  }

  /**
   * A row, or a part of it, that somebody should look at.
   *
   * @param row its primary key; of keys their place
   */
  void left(String table, String row, String reason) {
    Group group = group(table, reason);
    group.count++;
    if (group.rows.size() < NAMED) {
      group.rows.add(printable(row));
    }
  }

  /** Likewise, where nobody can say which; zero is not worth a line. */
  void left(String table, long count, String reason) {
    if (count > 0) {
      group(table, reason).count += count;
    }
  }

  /** Rows that are not wanted here; zero is not worth a line. */
  void leftOnPurpose(String table, long count, String reason) {
    if (count > 0) {
      onPurpose.add(new ReferenceImport.Left(table, reason, count, List.of()));
    }
  }

  void progress(String line) {
    progress.accept(line);
  }

  ReferenceImport.Report report() {
    List<ReferenceImport.Left> left = new ArrayList<>();
    attention.forEach((table, reasons) ->
        reasons.forEach((reason, group) ->
            left.add(new ReferenceImport.Left(table, reason, group.count, group.rows))));
    return new ReferenceImport.Report(Collections.unmodifiableMap(carried), left, onPurpose);
  }

  private Group group(String table, String reason) {
    Map<String, Group> reasons = attention.computeIfAbsent(table, _ -> new LinkedHashMap<>());
    String known = printable(reason);
    return reasons.computeIfAbsent(
        reasons.containsKey(known) || reasons.size() < REASONS ? known : "other reasons",
        _ -> new Group());
  }

  /** What is in a database may be anything. */
  private static String printable(String text) {
    String clean = CONTROL.matcher(text).replaceAll("?");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }
}
