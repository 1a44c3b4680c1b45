// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exposurenotifications.ports.token.RevisionKeyStore;
import org.exposurenotifications.ports.token.RevisionKeyStore.WrappedKey;
import org.junit.jupiter.api.Test;

/** The clauses of {@link RevisionKeyStore}. */
public interface RevisionKeyStoreContract extends StoresUnderTest {
  @Test
  default void noRevisionKeyIsAllowedAtFirst() {
    assertThat(keys().allowed()).isEmpty();
  }

  @Test
  default void everythingOfARevisionKeyIsKept() {
    WrappedKey key =
        keys().create(Samples.utf8("wrapped"), Samples.utf8("associated"), Samples.NOW);
    assertThat(key)
        .isEqualTo(
            new WrappedKey(
                key.id(), Samples.utf8("wrapped"), Samples.utf8("associated"), Samples.NOW));
    assertThat(keys().allowed()).containsExactly(key);
  }

  @Test
  default void theFirstRevisionKeyIsAddedIfNoneIsAllowed() {
    List<WrappedKey> answer =
        keys().createFirst(Samples.utf8("wrapped"), Samples.utf8("associated"), Samples.FAR);
    assertThat(answer).hasSize(1).isEqualTo(keys().allowed());
    assertThat(answer.getFirst().wrappedKey()).isEqualTo(Samples.utf8("wrapped"));
    assertThat(answer.getFirst().associatedData()).isEqualTo(Samples.utf8("associated"));
    assertThat(answer.getFirst().createdAt()).isEqualTo(Samples.FAR);
  }

  @Test
  default void theFirstRevisionKeyIsNotAddedIfOneIsAllowed() {
    WrappedKey old = created("old");
    WrappedKey present = created("present");
    assertThat(keys().createFirst(Samples.utf8("new"), Samples.utf8("data"), Samples.FAR))
        .containsExactly(present, old);
    assertThat(keys().allowed()).containsExactly(present, old);
  }

  @Test
  default void ofCallersAtOnceExactlyOneAddsTheFirstRevisionKey() {
    List<List<WrappedKey>> answers =
        Race.of(
            12,
            i -> keys().createFirst(Samples.utf8("key " + i), Samples.utf8("data"), Samples.NOW));
    assertThat(keys().allowed()).hasSize(1);
    assertThat(answers).containsOnly(keys().allowed());
  }

  @Test
  default void theNewestRevisionKeyComesFirst() {
    WrappedKey one = created("one");
    WrappedKey two = created("two");
    WrappedKey three = created("three");
    assertThat(keys().allowed()).containsExactly(three, two, one);
  }

  @Test
  default void anAddedRevisionKeyIsTheNewestWhateverItsTime() {
    WrappedKey present = keys().create(Samples.utf8("a"), Samples.utf8("b"), Samples.NOW);
    WrappedKey added = keys().create(Samples.utf8("c"), Samples.utf8("d"), Samples.START);
    assertThat(keys().allowed()).containsExactly(added, present);
  }

  @Test
  default void aDestroyedRevisionKeyIsForgotten() {
    WrappedKey one = created("one");
    WrappedKey two = created("two");
    keys().destroy(one.id());
    assertThat(keys().allowed()).containsExactly(two);
    keys().destroy(one.id());
    assertThat(keys().allowed()).containsExactly(two);
  }

  @Test
  default void theIdOfADestroyedRevisionKeyIsNeverUsedAgain() {
    WrappedKey one = created("one");
    keys().destroy(one.id());
    WrappedKey two =
        keys().createFirst(Samples.utf8("two"), Samples.utf8("data"), Samples.NOW).getFirst();
    assertThat(two.id()).isNotEqualTo(one.id());
    assertThat(keys().allowed()).containsExactly(two);
  }

  private RevisionKeyStore keys() {
    return stores().revisionKeys();
  }

  private WrappedKey created(String wrapped) {
    return keys().create(Samples.utf8(wrapped), Samples.utf8("data"), Samples.NOW);
  }
}
