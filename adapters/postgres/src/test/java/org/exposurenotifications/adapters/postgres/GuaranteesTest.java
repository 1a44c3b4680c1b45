// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that speaks the protocol, but does not do what the server relies on, is refused. */
final class GuaranteesTest {
  /** An engine's own, found before PostgreSQL's. */
  private static final String ENGINE =
      "CREATE SCHEMA engine; ALTER ROLE CURRENT_USER SET search_path = engine, pg_catalog, public;";

  private final PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @AfterEach
  void close() {
    stores.close();
    TestDatabase.execute(
        "ALTER ROLE CURRENT_USER RESET search_path; DROP SCHEMA IF EXISTS engine CASCADE");
  }

  @Test
  void aPostgresqlHasThemAndNothingIsLeft() {
    assertThat(stores.exposures().addIfNonePresent(upload(exposure(1, hour(0))))).isEmpty();
    assertThat(stores.guaranteeProblem()).isEmpty();
    assertThat(stores.windows().closeBefore(hour(1))).isEqualTo(hour(1));
    assertThat(TestDatabase.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
        .isZero();
  }

  @Test
  void locksThatAreTakenWithoutEffectAreFoundOut() {
    TestDatabase.execute(
        ENGINE
            + """
            CREATE FUNCTION engine.pg_advisory_xact_lock_shared(bigint) RETURNS void
            LANGUAGE sql AS ''
            """);
    assertThat(stores.guaranteeProblem().orElseThrow()).contains("advisory locks", "sizing.md");
  }

  @Test
  void locksThatAreNotShownToOthersAreFoundOut() {
    TestDatabase.execute(
        ENGINE
            + """
            CREATE VIEW engine.pg_locks AS
            SELECT * FROM pg_catalog.pg_locks WHERE pid = pg_backend_pid()
            """);
    assertThat(stores.guaranteeProblem().orElseThrow()).contains("advisory locks", "sizing.md");
  }

  @Test
  void transactionsThatSeeTooLittleAreFoundOut() {
    TestDatabase.execute(ENGINE + snapshots("false"));
    assertThat(stores.guaranteeProblem().orElseThrow()).contains("isolated", "sizing.md");
  }

  @Test
  void transactionsThatSeeTooMuchAreFoundOut() {
    TestDatabase.execute(ENGINE + snapshots("true"));
    assertThat(stores.guaranteeProblem().orElseThrow()).contains("isolated", "sizing.md");
  }

  private static String snapshots(String visible) {
    return """
    CREATE FUNCTION engine.pg_visible_in_snapshot(xid8, pg_snapshot) RETURNS boolean
    LANGUAGE sql AS 'SELECT %s'
    """
        .formatted(visible);
  }
}
