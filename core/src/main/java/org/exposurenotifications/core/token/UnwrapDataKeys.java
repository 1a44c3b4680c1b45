// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.exposurenotifications.core.config.Cached;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.token.RevisionKeyStore;
import org.exposurenotifications.ports.token.RevisionKeyStore.WrappedKey;

/** Loads the data keys, and makes the very first one (publish.md 6.6). */
final class UnwrapDataKeys implements Cached.Source<DataKeys> {
  private static final int ASSOCIATED_DATA_LENGTH = 16;

  private final String keyName;
  private final RevisionKeyStore store;
  private final KeyEncryption encryption;
  private final SecureRandom random;

  UnwrapDataKeys(
      String keyName, RevisionKeyStore store, KeyEncryption encryption, SecureRandom random) {
    this.keyName = keyName;
    this.store = store;
    this.encryption = encryption;
    this.random = random;
  }

  /** Unwraps only what is new or failed before. */
  @Override
  public DataKeys load(Optional<DataKeys> previous, Instant now) {
    List<WrappedKey> allowed = store.allowed();
    if (allowed.isEmpty()) {
      allowed = createFirst(now);
    }
    SequencedMap<Long, DataKey> byId = new LinkedHashMap<>();
    for (WrappedKey wrapped : allowed) {
      byId.put(
          wrapped.id(),
          previous
              .flatMap(keys -> keys.find(wrapped.id()))
              .filter(DataKey.Usable.class::isInstance)
              .orElseGet(() -> unwrap(wrapped)));
    }
    return new DataKeys(byId);
  }

  private List<WrappedKey> createFirst(Instant now) {
    encryption.ensure(keyName);
    Bytes associatedData = randomBytes(ASSOCIATED_DATA_LENGTH);
    Bytes wrapped = encryption.encrypt(keyName, randomBytes(DataKey.LENGTH), associatedData);
    return store.createFirst(wrapped, associatedData, now);
  }

  private DataKey unwrap(WrappedKey wrapped) {
    try {
      return DataKey.of(
          encryption.decrypt(keyName, wrapped.wrappedKey(), wrapped.associatedData()));
    } catch (PortFailure failure) {
      return new DataKey.Unusable(failure);
    }
  }

  private Bytes randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
