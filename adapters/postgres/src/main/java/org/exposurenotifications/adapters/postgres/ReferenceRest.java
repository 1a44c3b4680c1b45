// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import org.jdbi.v3.core.Handle;

/** Counts what the Go server has and this server does not. */
final class ReferenceRest {
  private ReferenceRest() {}

  static void count(Handle reader, ReferenceTally tally) {
    count(reader, tally, "healthauthoritystats", "publish statistics begin anew with the move");
    count(reader, tally, "federationinquery", "there is no federation here");
    count(reader, tally, "federationoutauthorization", "there is no federation here");
    count(reader, tally, "exportimport", "no foreign exports are imported here");
    count(reader, tally, "mirror", "nothing is mirrored here");
  }

  private static void count(Handle reader, ReferenceTally tally, String table, String why) {
    tally.leftOnPurpose(
        table, reader.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one(), why);
  }
}
