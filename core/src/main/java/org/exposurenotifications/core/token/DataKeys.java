// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SequencedMap;
import org.exposurenotifications.ports.PortFailure;

/**
 * The unwrapped data keys.
 *
 * @param byId newest first; not empty
 */
record DataKeys(SequencedMap<Long, DataKey> byId) {
  DataKeys {
    byId = new LinkedHashMap<>(byId);
  }

  Optional<DataKey> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The newest key that can be used.
   *
   * @throws PortFailure if there is none, with the newest key's reason
   */
  Entry<Long, DataKey.Usable> effective() {
    for (Entry<Long, DataKey> entry : byId.entrySet()) {
      if (entry.getValue() instanceof DataKey.Usable usable) {
        return Map.entry(entry.getKey(), usable);
      }
    }
    throw switch (byId.firstEntry().getValue()) {
      case DataKey.Unusable(PortFailure failure) -> failure;
      case DataKey.Usable _ -> new IllegalStateException("unreachable");
    };
  }
}
