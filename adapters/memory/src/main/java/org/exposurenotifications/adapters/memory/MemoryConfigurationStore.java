// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;

final class MemoryConfigurationStore implements ConfigurationStore {
  private final State state;

  MemoryConfigurationStore(State state) {
    this.state = state;
  }

  @Override
  public Configuration load() {
    synchronized (state) {
      return state.configuration;
    }
  }

  @Override
  public void apply(Configuration changes) {
    synchronized (state) {
      Configuration changed = ChangedConfiguration.of(state.configuration, changes);
      References.check(changed);
      state.configuration = changed;
    }
  }
}
