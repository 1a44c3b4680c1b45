// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.core.fixtures.Seeded;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.token.RevisionKeyStore;

/**
 * What instances of the server share: the store of data keys, here with ids of the test's choice,
 * and the key that wraps them. Both can be made to fail.
 */
public final class KeyStock implements RevisionKeyStore, KeyEncryption {
  public static final Duration CACHE = Duration.ofMinutes(1);
  static final Bytes ASSOCIATED_DATA = Bytes.ofBase64("MDEyMzQ1Njc4OUFCQ0RFRg==");
  static final Instant CREATED = Instant.parse("2026-11-23T00:00:00Z");
  private static final String KEY_NAME = "revision";
  private static final Bytes WRAPPING_DATA = Bytes.of(new byte[16]);

  private final KeyEncryption encryption = new MemoryPlatform().keyEncryption();
  private final List<WrappedKey> keys = new ArrayList<>();
  private final Set<Bytes> unreadable = new HashSet<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger unwraps = new AtomicInteger();
  private volatile Runnable beforeLook = () -> {};

  /** An instance of the server, with nothing cached. */
  public RevisionTokens instance(Bytes associatedData) {
    return new RevisionTokens(
        new TokenSettings(KEY_NAME, associatedData, 28, CACHE),
        this,
        this,
        Seeded.random(7),
        Runnable::run);
  }

  RevisionTokens instance() {
    return instance(ASSOCIATED_DATA);
  }

  /** Registers a key, which becomes the newest. */
  public WrappedKey add(long id, Bytes dataKey) {
    encryption.ensure(KEY_NAME);
    WrappedKey key =
        new WrappedKey(
            id, encryption.encrypt(KEY_NAME, dataKey, WRAPPING_DATA), WRAPPING_DATA, CREATED);
    synchronized (keys) {
      keys.addFirst(key);
    }
    return key;
  }

  WrappedKey add(long id) {
    byte[] dataKey = new byte[32];
    Seeded.random(id).nextBytes(dataKey);
    return add(id, Bytes.of(dataKey));
  }

  /** From now on the platform does not unwrap this key. */
  void lock(WrappedKey key) {
    unreadable.add(key.wrappedKey());
  }

  void unlock(WrappedKey key) {
    unreadable.remove(key.wrappedKey());
  }

  /** From now on the store fails with this. */
  void fail(PortFailure reason) {
    beforeLook(() -> {
      throw reason;
    });
  }

  void recover() {
    beforeLook(() -> {});
  }

  void beforeLook(Runnable action) {
    beforeLook = action;
  }

  /** How often the store was asked for keys. */
  int looks() {
    return looks.get();
  }

  /** How often the platform was asked to unwrap a key. */
  int unwraps() {
    return unwraps.get();
  }

  @Override
  public List<WrappedKey> allowed() {
    looks.incrementAndGet();
    beforeLook.run();
    synchronized (keys) {
      return List.copyOf(keys);
    }
  }

  @Override
  public List<WrappedKey> createFirst(Bytes wrappedKey, Bytes associatedData, Instant createdAt) {
    synchronized (keys) {
      if (keys.isEmpty()) {
        keys.add(new WrappedKey(1, wrappedKey, associatedData, createdAt));
      }
      return List.copyOf(keys);
    }
  }

  @Override
  public WrappedKey create(Bytes wrappedKey, Bytes associatedData, Instant createdAt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void destroy(long id) {
    synchronized (keys) {
      keys.removeIf(key -> key.id() == id);
    }
  }

  @Override
  public void ensure(String keyName) {
    encryption.ensure(keyName);
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    return encryption.encrypt(keyName, plaintext, associatedData);
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    unwraps.incrementAndGet();
    if (unreadable.contains(ciphertext)) {
      throw new PortFailure.Transient("cannot unwrap", null);
    }
    return encryption.decrypt(keyName, ciphertext, associatedData);
  }
}
