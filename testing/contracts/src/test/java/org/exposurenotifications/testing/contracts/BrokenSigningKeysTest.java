// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.Test;

final class BrokenSigningKeysTest {
  @Test
  void keysInOrderFailNoClause() {
    assertThat(Verdict.failedClauses(InOrder.class)).isEmpty();
  }

  @Test
  void keysThatSignWithTheirNewestVersionFailThatClause() {
    assertThat(Verdict.failedClauses(NewestSigns.class))
        .containsExactly("aFurtherVersionIsAnotherKeyAndTheFirstStays");
  }

  @Test
  void keysWhoseNewVersionReplacesTheOldFailThatClause() {
    assertThat(Verdict.failedClauses(FirstReplaced.class))
        .containsExactly("aFurtherVersionIsAnotherKeyAndTheFirstStays");
  }

  @Test
  void keysThatOutliveTheirDestructionFailThatClause() {
    assertThat(Verdict.failedClauses(DestroyedInVain.class))
        .containsExactly("aDestroyedVersionRefusesAndTheOthersDoNot");
  }

  @Test
  void keysThatAreDestroyedTogetherFailThatClause() {
    assertThat(Verdict.failedClauses(DestroyedTogether.class))
        .containsExactly("aDestroyedVersionRefusesAndTheOthersDoNot");
  }

  @Test
  void keysThatPromiseToComeBackFailThatClause() {
    assertThat(Verdict.failedClauses(Promising.class))
        .containsExactly("aDestroyedVersionRefusesAndTheOthersDoNot");
  }

  static final class InOrder extends MapSigningKeys {}

  static final class NewestSigns extends MapSigningKeys {
    @Override
    public Optional<SigningKey> find(String name) {
      return Optional.ofNullable(keys.get(name))
          .map(pair -> new Key(keys.getOrDefault(name + "-2", pair), pair));
    }
  }

  static final class FirstReplaced extends MapSigningKeys {
    @Override
    public String addSigningKeyVersion(String plain) {
      KeyPair pair = generate();
      keys.put(plain, pair);
      keys.put(plain + "-2", pair);
      return plain + "-2";
    }
  }

  static final class DestroyedInVain extends MapSigningKeys {
    @Override
    public void destroySigningKey(String name) {}
  }

  static final class DestroyedTogether extends MapSigningKeys {
    @Override
    public void destroySigningKey(String name) {
      keys.clear();
    }
  }

  static final class Promising extends MapSigningKeys {
    private String destroyed = "";

    @Override
    public void destroySigningKey(String name) {
      destroyed = name;
    }

    @Override
    public Optional<SigningKey> find(String name) {
      if (name.equals(destroyed)) {
        throw new PortFailure.Transient("come back later", null);
      }
      return super.find(name);
    }
  }
}
