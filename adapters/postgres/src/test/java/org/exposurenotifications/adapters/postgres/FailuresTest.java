// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.exposurenotifications.testing.contracts.Samples.createdBefore;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailuresTest {
  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "53300", "53100", "55P03", "57014", "57P01", "58030"})
  void whatMayPassIsTransient(String state) {
    assertThat(Failures.translate("add keys", new SQLException("text", state)))
        .isInstanceOf(PortFailure.Transient.class)
        .hasMessage("Cannot add keys: the database is out of reach or busy");
  }

  @Test
  void aReadOnlyDatabaseIsTransientAndNamed() {
    assertThat(Failures.translate("add keys", new SQLException("text", "25006")))
        .isInstanceOf(PortFailure.Transient.class)
        .hasMessageStartingWith("Cannot add keys: the database is read-only: it is a standby");
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001"})
  void whoeverConfiguredItIsToldWhatToCheckIfItStaysOutOfReach(String state) {
    assertThat(Failures.translate("add keys", new SQLException("text", state)))
        .isInstanceOf(PortFailure.Transient.class)
        .hasMessage(
            "Cannot add keys: the database is out of reach or busy; if it stays so, check DB_HOST,"
                + " DB_PORT, DB_SSLMODE and the files of DB_SSL…");
  }

  @ParameterizedTest
  @CsvSource({"28P01, DB_PASSWORD", "28000, DB_USER", "3D000, DB_NAME", "42501, grant"})
  void aRefusalNamesWhatToMend(String state, String remedy) {
    assertThat(Failures.translate("add keys", new SQLException("text", state)))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageStartingWith("Cannot add keys: the database refused (SQLSTATE " + state + "); ")
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "23505", "XX000"})
  void whatStaysIsPermanent(String state) {
    assertThat(Failures.translate("add keys", new SQLException("text", state)))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessage("Cannot add keys: the database refused (SQLSTATE " + state + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "23505, true, true", "40001, true, true", "40P01, true, true", "22021, false, true",
    "23514, false, true", "XX002, false, true", "57014, false, false", "08006, false, false",
    "42P01, false, false", "42501, false, false", "28P01, false, false", "53300, false, false",
    "40003, false, false", ", false, false"
  })
  void aRefusalIsToldFromADatabaseThatIsAway(String state, boolean isLostRace, boolean isRefusal) {
    PortFailure failure = Failures.translate("add keys", new SQLException("text", state));
    assertThat(Failures.isLostRace(failure)).isEqualTo(isLostRace);
    assertThat(Failures.isRefusal(failure)).isEqualTo(isRefusal);
  }

  @Test
  void aMissingTableNamesTheRemedy() {
    assertThat(Failures.translate("add keys", new SQLException("text", "42P01")))
        .hasMessageEndingWith("run: keyserver migrate");
  }

  @Test
  void anExhaustedPoolIsTransient() {
    assertThat(Failures.translate("add keys", new SQLTransientConnectionException("text")))
        .isInstanceOf(PortFailure.Transient.class);
  }

  @Test
  void aConnectionThatWasClosedUnderTheCallerIsTransient() {
    assertThat(Failures.translate("add keys", new SQLException("Connection is closed")))
        .isInstanceOf(PortFailure.Transient.class);
  }

  @Test
  void aDefectOfOursIsPermanentAndQuotesNothing() {
    assertThat(Failures.translate("add keys", new IllegalStateException("SELECT secret")))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessage("Cannot add keys: IllegalStateException")
        .hasNoCause();
  }

  @Test
  void aTakenKeyIsNotQuoted() {
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG)) {
      stores.exposures().addIfNonePresent(upload(exposure(0x1234, hour(0))));
      Padding padding = new Padding(List.of(exposure(0x1234, hour(0))), List.of());
      Throwable failure =
          catchThrowable(() ->
              stores
                  .batches()
                  .plan(
                      stores.batches().planning(),
                      List.of(
                          new BatchPlan(
                              Samples.export("hourly", Samples.filter("US")),
                              Samples.hours(0, 1),
                              500)),
                      padding));
      assertThat(failure).isInstanceOf(PortFailure.Permanent.class);
      assertThat(trace(failure))
          .contains("random source")
          .doesNotContain("1234", "INSERT", "unnest", "US");
    }
  }

  @Test
  void anUnreachableServerIsTransientAndNamesNoDetail() {
    try (PostgresStores stores = PostgresStores.open(nowhere())) {
      Throwable failure =
          catchThrowable(
              () -> stores.exposures().delete(Instant.EPOCH, createdBefore(hour(0)), 1).keys());
      assertThat(failure).isInstanceOf(PortFailure.Transient.class);
      assertThat(failure.getMessage()).doesNotContain("localhost", "keyserver", "port");
    }
  }

  @Test
  void anUnknownDatabaseIsPermanentAndNoPasswordIsShown() {
    PostgresConfig config = TestDatabase.CONFIG;
    PostgresConfig unknown =
        TestDatabase.config(
            config.host(),
            config.port(),
            "no_such_database",
            config.user(),
            () -> new Secret(Samples.utf8("canary")),
            config.sslMode());
    assertThat(unknown.toString()).doesNotContain("canary");
    try (PostgresStores stores = PostgresStores.open(TestDatabase.impatient(unknown))) {
      Throwable failure =
          catchThrowable(
              () -> stores.exposures().delete(Instant.EPOCH, createdBefore(hour(0)), 1).keys());
      assertThat(failure).isInstanceOf(PortFailure.Permanent.class);
      assertThat(failure.getMessage()).doesNotContain("no_such_database");
      assertThat(trace(failure)).doesNotContain("canary");
    }
  }

  /** Nobody listens on port 1. */
  private static PostgresConfig nowhere() {
    return TestDatabase.impatient(TestDatabase.through(1));
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
