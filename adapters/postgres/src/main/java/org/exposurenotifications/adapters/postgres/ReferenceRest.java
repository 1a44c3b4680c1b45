// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import org.jdbi.v3.core.Handle;

/** Counts what the Go server has and this server does not. */
final class ReferenceRest {
  private ReferenceRest() {}

  static void count(Handle reader, ReferenceTally tally) {
    count(
        reader,
        tally,
        "healthauthoritystats",
        "hours of publish statistics: they are counted anew from the move on");
    count(reader, tally, "federationinquery", "federation queries: there is no federation here");
    count(
        reader,
        tally,
        "federationoutauthorization",
        "partners of federation: there is no federation here");
    count(reader, tally, "exportimport", "imports of foreign exports: there are none here");
    count(reader, tally, "mirror", "mirrors: there are none here");
  }

  private static void count(Handle reader, ReferenceTally tally, String table, String why) {
    tally.left(why, reader.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }
}
