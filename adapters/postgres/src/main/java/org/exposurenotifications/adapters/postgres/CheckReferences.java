// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import org.exposurenotifications.ports.PortFailure;
import org.jdbi.v3.core.Handle;

/** Checks that what is registered holds together, inside the transaction that changed it. */
final class CheckReferences {
  private static final List<String> CHECKS =
      List.of(
          """
          SELECT format('app ''%s'' refers to health authority ''%s'', which is not registered',
                        app.name, wanted.name)
          FROM authorized_app AS app, unnest(app.health_authorities) AS wanted (name)
          WHERE wanted.name NOT IN (SELECT issuer FROM health_authority)
          ORDER BY app.name, wanted.name
          LIMIT 1
          """,
          """
          SELECT format('export ''%s'' refers to signature info ''%s'', which is not registered',
                        export.name, wanted.id)
          FROM export_config AS export, unnest(export.signature_infos) AS wanted (id)
          WHERE wanted.id NOT IN (SELECT id FROM signature_info)
          ORDER BY export.name, wanted.id
          LIMIT 1
          """,
          """
          SELECT format('exports ''%s'' and ''%s'' share %s/%s',
                        one.name, other.name, other.bucket, other.filename_root)
          FROM export_config AS one
          JOIN export_config AS other
            ON one.name < other.name AND one.bucket = other.bucket
              AND lower(one.filename_root) = lower(other.filename_root)
          ORDER BY one.name, other.name
          LIMIT 1
          """);

  private CheckReferences() {}

  static void run(Handle handle) {
    CHECKS.forEach(check -> run(handle, check));
  }

  private static void run(Handle handle, String check) {
    handle
        .createQuery(check)
        .mapTo(String.class)
        .findOne()
        .ifPresent(problem -> {
          throw new PortFailure.Permanent(problem, null);
        });
  }
}
