// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    assertThat(Verdict.failedClauses(OldestVersion.class))
        .containsExactly(
            "aReferenceWithoutAVersionFollowsTheSecretsRotation", "theNewestVersionWins");
  }

  @Test
  void aStoreThatForgetsOldVersionsFailsThatClause() {
    assertThat(Verdict.failedClauses(NewestVersionOnly.class))
        .containsExactly("aPinnedReferenceKeepsItsVersion", "aVersionThatIsNotThereIsEmpty");
  }

  @Test
  void aStoreThatAnswersAfterwardsWhatItAnsweredOnceFailsThoseClauses() {
    assertThat(Verdict.failedClauses(Remembering.class))
        .containsExactly(
            "aReferenceWithoutAVersionFollowsTheSecretsRotation", "aWithdrawnSecretIsNotAnswered");
  }

  @Test
  void aStoreWhoseRefusalShowsTheSecretFailsThatClause() {
    assertThat(Verdict.failedClauses(RefusesTooClearly.class))
        .containsExactly("aWithdrawnSecretIsNotAnswered");
  }

  @Test
  void aStoreThatPromisesWhatIsGoneFailsThatClause() {
    assertThat(Verdict.failedClauses(Promising.class))
        .containsExactly("aWithdrawnSecretIsNotAnswered");
  }

  @Test
  void aStoreThatShowsItsSecretsFailsThatClause() {
    assertThat(Verdict.failedClauses(Talkative.class))
        .containsExactly("theStoreAndItsAnswersDoNotShowTheSecret");
  }

  @Test
  void aStoreThatThrowsOnAbsenceFailsThoseClauses() {
    assertThat(Verdict.failedClauses(Throwing.class))
        .containsExactly(
            "aReferenceThatIsNotOfTheFormIsEmpty",
            "aVersionThatIsNotThereIsEmpty",
            "anAbsentSecretIsEmpty");
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
    final Map<String, List<String>> values = new HashMap<>();

    @Override
    public SecretStore secrets() {
      return this;
    }

    @Override
    public String plantSecret(String name, String value) {
      values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      return name;
    }

    @Override
    public String pinnedReference(String name, int version) {
      return name + "@" + version;
    }

    @Override
    public void withdrawSecret(String name) {
      values.remove(name);
    }

    @Override
    public Optional<Secret> find(String reference) {
      String[] parts = reference.split("@", 2);
      List<String> versions = values.getOrDefault(parts[0], List.of());
      int version = parts.length == 1 ? versions.size() : Integer.parseInt(parts[1]);
      return versions.stream()
          .skip(Math.max(0, version - 1))
          .findFirst()
          .map(value -> new Secret(Samples.utf8(value)));
    }
  }

  static final class OldestVersion extends InOrder {
    @Override
    public Optional<Secret> find(String reference) {
      return super.find(reference.contains("@") ? reference : reference + "@1");
    }
  }

  static final class NewestVersionOnly extends InOrder {
    @Override
    public Optional<Secret> find(String reference) {
      return super.find(reference.split("@", 2)[0]);
    }
  }

  static final class Remembering extends InOrder {
    private final Map<String, Optional<Secret>> answers = new HashMap<>();

    @Override
    public Optional<Secret> find(String reference) {
      return answers.computeIfAbsent(reference, super::find);
    }
  }

  /** Withdrawn secrets stay in the drawer. */
  abstract static class Drawer extends InOrder {
    private final Set<String> withdrawn = new HashSet<>();

    @Override
    public void withdrawSecret(String name) {
      withdrawn.add(name);
    }

    @Override
    public Optional<Secret> find(String reference) {
      Optional<Secret> found = super.find(reference);
      if (withdrawn.contains(reference.split("@", 2)[0])) {
        throw refusal(found.orElseThrow());
      }
      return found;
    }

    abstract PortFailure refusal(Secret secret);
  }

  static final class RefusesTooClearly extends Drawer {
    @Override
    PortFailure refusal(Secret secret) {
      return new PortFailure.Permanent(secret.reveal() + " is no more", null);
    }
  }

  static final class Promising extends Drawer {
    @Override
    PortFailure refusal(Secret secret) {
      return new PortFailure.Transient("come back later", null);
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
