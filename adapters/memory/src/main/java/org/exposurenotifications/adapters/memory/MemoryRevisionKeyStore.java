// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.token.RevisionKeyStore;

final class MemoryRevisionKeyStore implements RevisionKeyStore {
  private final State state;

  MemoryRevisionKeyStore(State state) {
    this.state = state;
  }

  @Override
  public List<WrappedKey> allowed() {
    synchronized (state) {
      return List.copyOf(state.revisionKeys.reversed());
    }
  }

  @Override
  public List<WrappedKey> createFirst(Bytes wrappedKey, Bytes associatedData, Instant createdAt) {
    synchronized (state) {
      if (state.revisionKeys.isEmpty()) {
        WrappedKey _ = create(wrappedKey, associatedData, createdAt);
      }
      return allowed();
    }
  }

  @Override
  public WrappedKey create(Bytes wrappedKey, Bytes associatedData, Instant createdAt) {
    synchronized (state) {
      WrappedKey key = new WrappedKey(state.next(), wrappedKey, associatedData, createdAt);
      state.revisionKeys.add(key);
      return key;
    }
  }

  @Override
  public void destroy(long id) {
    synchronized (state) {
      state.revisionKeys.removeIf(key -> key.id() == id);
    }
  }
}
