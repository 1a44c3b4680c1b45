// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.junit.jupiter.api.Test;

final class BrokenSecretStoresTest {
  @Test
  void aStoreInOrderFailsNoClause() {
    assertThat(Verdict.failedClauses(InOrder.class)).isEmpty();
  }

  @Test
  void aStoreThatAnswersTheFirstVersionFailsThatClause() {
    assertThat(Verdict.failedClauses(OldestVersion.class)).containsExactly("theNewestVersionWins");
  }

  @Test
  void aStoreThatShowsItsSecretsFailsThatClause() {
    assertThat(Verdict.failedClauses(Talkative.class))
        .containsExactly("theStoreAndItsAnswersDoNotShowTheSecret");
  }

  @Test
  void aStoreThatThrowsOnAbsenceFailsThoseClauses() {
    assertThat(Verdict.failedClauses(Throwing.class))
        .containsExactly("aReferenceThatIsNotOfTheFormIsEmpty", "anAbsentSecretIsEmpty");
  }

  @Test
  void aStoreThatReadsOneLineFailsThatClause() {
    assertThat(Verdict.failedClauses(FirstLine.class))
        .containsExactly("everyCharacterOfALongSecretIsKept");
  }

  @Test
  void aStoreThatLooksForNamesThatBeginAlikeFailsThatClause() {
    assertThat(Verdict.failedClauses(BeginsAlike.class))
        .containsExactly("secretsOfSimilarNamesAreKeptApart");
  }

  /** In order. */
  static class InOrder implements SecretStoreContract, SecretStore {
    final Map<String, String> values = new HashMap<>();

    @Override
    public SecretStore secrets() {
      return this;
    }

    @Override
    public String plantSecret(String name, String value) {
      values.put(name, value);
      return name;
    }

    @Override
    public Optional<Secret> find(String reference) {
      return Optional.ofNullable(values.get(reference))
          .map(value -> new Secret(Samples.utf8(value)));
    }
  }

  static final class OldestVersion extends InOrder {
    @Override
    public String plantSecret(String name, String value) {
      values.putIfAbsent(name, value);
      return name;
    }
  }

  static final class Talkative extends InOrder {
    @Override
    public String toString() {
      return values.toString();
    }
  }

  static final class Throwing extends InOrder {
    @Override
    public Optional<Secret> find(String reference) {
      return Optional.of(
          super.find(reference).orElseThrow(() -> new PortFailure.Permanent("absent", null)));
    }
  }

  static final class FirstLine extends InOrder {
    @Override
    public String plantSecret(String name, String value) {
      return super.plantSecret(name, value.lines().findFirst().orElseThrow());
    }
  }

  static final class BeginsAlike extends InOrder {
    @Override
    public String plantSecret(String name, String value) {
      return super.plantSecret(name.split("-", 2)[0], value);
    }
  }
}
