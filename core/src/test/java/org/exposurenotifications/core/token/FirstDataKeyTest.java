// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.adapters.memory.MemoryStores;
import org.exposurenotifications.core.fixtures.Seeded;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.token.RevisionKeyStore;
import org.junit.jupiter.api.Test;

class FirstDataKeyTest {
  private static final Instant NOW = KeyStock.CREATED;
  private static final List<TokenEntry> KEYS = List.of(Teks.of(1, 2_991_600, 144));

  private final RevisionKeyStore store = new MemoryStores().revisionKeys();
  private final KeyEncryption encryption = new MemoryPlatform().keyEncryption();

  @Test
  void theFirstTokenMakesTheFirstKey() {
    RevisionTokens tokens = instance(store, encryption, 1);
    assertThat(tokens.open(Bytes.of(new byte[] {10, 1, '1'}), NOW)).isEmpty();

    assertThat(tokens.open(tokens.seal(KEYS, NOW), NOW)).contains(KEYS);
    assertThat(store.allowed()).hasSize(1);
    RevisionKeyStore.WrappedKey key = store.allowed().getFirst();
    assertThat(key.createdAt()).isEqualTo(NOW);
    assertThat(key.associatedData().length()).isEqualTo(16);
    assertThat(encryption.decrypt("revision", key.wrappedKey(), key.associatedData()).length())
        .isEqualTo(32);
  }

  @Test
  void keysOfTwoInstallationsDiffer() {
    KeyEncryption shared = encryption;
    RevisionKeyStore another = new MemoryStores().revisionKeys();
    assertThat(instance(store, shared, 1).seal(KEYS, NOW)).isNotNull();
    assertThat(instance(another, shared, 2).seal(KEYS, NOW)).isNotNull();

    assertThat(dataKey(store)).isNotEqualTo(dataKey(another));
  }

  @Test
  void twoInstancesThatStartTogetherMakeOneKey() {
    CyclicBarrier both = new CyclicBarrier(2);
    RevisionKeyStore meeting = new Meeting(store, both);
    RevisionTokens one = instance(meeting, encryption, 1);
    RevisionTokens two = instance(meeting, encryption, 2);

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var ofOne = CompletableFuture.supplyAsync(() -> one.seal(KEYS, NOW), executor);
      var ofTwo = CompletableFuture.supplyAsync(() -> two.seal(KEYS, NOW), executor);
      assertThat(one.open(ofTwo.join(), NOW)).contains(KEYS);
      assertThat(two.open(ofOne.join(), NOW)).contains(KEYS);
    }
    assertThat(store.allowed()).hasSize(1);
  }

  @Test
  void noKeyIsStoredThatCannotBeWrapped() {
    RevisionTokens tokens = instance(store, new Unwrapping(encryption), 1);

    assertThatThrownBy(() -> tokens.seal(KEYS, NOW)).isInstanceOf(PortFailure.Permanent.class);
    assertThat(store.allowed()).isEmpty();
  }

  private Bytes dataKey(RevisionKeyStore from) {
    RevisionKeyStore.WrappedKey key = from.allowed().getFirst();
    return encryption.decrypt("revision", key.wrappedKey(), key.associatedData());
  }

  private static RevisionTokens instance(
      RevisionKeyStore store, KeyEncryption encryption, long seed) {
    return new RevisionTokens(
        new TokenSettings("revision", KeyStock.ASSOCIATED_DATA, 28, KeyStock.CACHE),
        store,
        encryption,
        Seeded.random(seed),
        Runnable::run);
  }

  /** Lets two find out together that there is no key. */
  private record Meeting(RevisionKeyStore store, CyclicBarrier both) implements RevisionKeyStore {
    @Override
    public List<WrappedKey> allowed() {
      List<WrappedKey> keys = store.allowed();
      try {
        both.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException(e);
      }
      return keys;
    }

    @Override
    public List<WrappedKey> createFirst(Bytes wrappedKey, Bytes associatedData, Instant at) {
      return store.createFirst(wrappedKey, associatedData, at);
    }

    @Override
    public WrappedKey create(Bytes wrappedKey, Bytes associatedData, Instant at) {
      return store.create(wrappedKey, associatedData, at);
    }

    @Override
    public void destroy(long id) {
      store.destroy(id);
    }
  }

  /** May use keys but not make them, and none is there. */
  private record Unwrapping(KeyEncryption encryption) implements KeyEncryption {
    @Override
    public void ensure(String keyName) {}

    @Override
    public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
      return encryption.encrypt(keyName, plaintext, associatedData);
    }

    @Override
    public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
      return encryption.decrypt(keyName, ciphertext, associatedData);
    }
  }
}
