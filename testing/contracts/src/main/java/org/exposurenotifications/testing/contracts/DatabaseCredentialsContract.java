// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.database.DatabasePassword;
import org.junit.jupiter.api.Test;

/** The clauses of {@link DatabaseCredentials}. */
public interface DatabaseCredentialsContract {
  /** Under test: the same within a test, of an identity that may sign in. */
  DatabaseCredentials databaseCredentials();

  /** The time that passwords are issued by. */
  Instant now();

  /**
   * Lets time pass until a password is over, or nearly so; or does nothing, if passwords are issued
   * in a test for so short a time that the next call has to fetch another.
   */
  void passTimeUntil(Instant expiry);

  /** Takes the identity away from this process, before a password was issued. */
  void takeTheIdentityAway();

  @Test
  default void aPasswordIsGoodForAWhile() {
    DatabasePassword password = issue();
    assertThat(password.secret().reveal()).isNotBlank();
    assertThat(Duration.between(now(), password.expires()))
        .isBetween(Duration.ofMinutes(1), Duration.ofDays(1));
  }

  @Test
  default void aPasswordThatIsOverIsReplaced() {
    DatabasePassword first = issue();
    passTimeUntil(first.expires());
    DatabasePassword second = issue();
    assertThat(second.secret()).isNotEqualTo(first.secret());
    assertThat(second.expires()).isAfter(now());
  }

  @Test
  default void nothingShowsThePassword() {
    DatabasePassword password = issue();
    assertThat(password.toString() + databaseCredentials())
        .doesNotContain(password.secret().reveal());
  }

  @Test
  default void withoutAnIdentityItIsPermanent() {
    takeTheIdentityAway();
    assertThatThrownBy(this::issue)
        .isInstanceOf(PortFailure.Permanent.class)
        .message()
        .isNotBlank();
  }

  private DatabasePassword issue() {
    return databaseCredentials().issue("database.example", 5432, "keyserver");
  }
}
