// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.database.DatabasePassword;
import org.exposurenotifications.ports.secrets.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BrokenDatabaseCredentialsTest {
  @Test
  void credentialsInOrderFailNoClause() {
    assertThat(Verdict.failedClauses(InOrder.class)).isEmpty();
  }

  @Test
  void anEmptyPasswordFailsItsClauses() {
    assertThat(Verdict.failedClauses(Empty.class))
        .containsExactly(
            "aPasswordIsGoodForAWhile", "aPasswordThatIsOverIsReplaced", "nothingShowsThePassword");
  }

  @Test
  void aPasswordThatIsOverAlreadyFailsThatClause() {
    assertThat(Verdict.failedClauses(Stale.class))
        .containsExactly("aPasswordIsGoodForAWhile", "aPasswordThatIsOverIsReplaced");
  }

  @Test
  void aPasswordThatIsKeptForEverFailsThatClause() {
    assertThat(Verdict.failedClauses(Remembering.class))
        .containsExactly("aPasswordThatIsOverIsReplaced");
  }

  @Test
  void credentialsThatShowThePasswordFailThatClause() {
    assertThat(Verdict.failedClauses(Talkative.class)).containsExactly("nothingShowsThePassword");
  }

  @Test
  void aRefusalThatPromisesToPassFailsThatClause() {
    assertThat(Verdict.failedClauses(Promising.class))
        .containsExactly("withoutAnIdentityItIsPermanent");
  }

  /** Issues for ten minutes. */
  static class InOrder implements DatabaseCredentialsContract, DatabaseCredentials {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    boolean anonymous;

    @Override
    public DatabaseCredentials databaseCredentials() {
      return this;
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void passTimeUntil(Instant expiry) {
      now = expiry;
    }

    @Override
    public void takeTheIdentityAway() {
      anonymous = true;
    }

    @Override
    public DatabasePassword issue(String host, int port, String user) {
      if (anonymous) {
        throw new PortFailure.Permanent("no identity", null);
      }
      return password("token of " + now, now.plus(LIFETIME));
    }

    static DatabasePassword password(String text, Instant expires) {
      return new DatabasePassword(new Secret(Samples.utf8(text)), expires);
    }
  }

  static final class Empty extends InOrder {
    @Override
    public DatabasePassword issue(String host, int port, String user) {
      return password("", super.issue(host, port, user).expires());
    }
  }

  static final class Stale extends InOrder {
    @Override
    public DatabasePassword issue(String host, int port, String user) {
      return new DatabasePassword(super.issue(host, port, user).secret(), now);
    }
  }

  static final class Remembering extends InOrder {
    private @Nullable DatabasePassword first;

    @Override
    public DatabasePassword issue(String host, int port, String user) {
      DatabasePassword password = first == null ? super.issue(host, port, user) : first;
      first = password;
      return password;
    }
  }

  static final class Talkative extends InOrder {
    @Override
    public String toString() {
      return super.issue("", 0, "").secret().reveal();
    }
  }

  static final class Promising extends InOrder {
    @Override
    public DatabasePassword issue(String host, int port, String user) {
      if (anonymous) {
        throw new PortFailure.Transient("come back later", null);
      }
      return super.issue(host, port, user);
    }
  }
}
