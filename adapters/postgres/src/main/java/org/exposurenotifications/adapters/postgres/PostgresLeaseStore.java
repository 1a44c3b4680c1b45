// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.lease.LeaseStore;

final class PostgresLeaseStore implements LeaseStore {
  private final Database database;

  PostgresLeaseStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Lease> acquire(String name, Instant now, Duration duration) {
    return database.call(
        "acquire a lease",
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO lease (name, ends_at) VALUES (:name, :end)
                    ON CONFLICT (name) DO UPDATE
                    SET fence = lease.fence + 1, ends_at = excluded.ends_at
                    WHERE lease.ends_at <= :now
                    RETURNING fence
                    """)
                .bind("name", name)
                .bind("now", now)
                .bind("end", now.plus(duration))
                .mapTo(Long.class)
                .findOne()
                .map(fence -> new Lease(name, fence)));
  }

  @Override
  public void release(Lease lease) {
    database.call(
        "release a lease",
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE lease SET ends_at = '-infinity' WHERE name = :name AND fence = :fence
                    """)
                .bind("name", lease.name())
                .bind("fence", lease.fence())
                .execute());
  }
}
