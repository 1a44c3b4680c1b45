// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.config;

/** Keeps what operators register. Thread-safe. */
public interface ConfigurationStore {
  /** Everything, as of one moment. */
  Configuration load();

  /**
   * Registers each entry, or replaces the one of the same name; entries that are not named stay,
   * and so do an authority's keys of other versions. All or nothing; idempotent.
   *
   * @param changes its signature infos in the order of registration, oldest first
   * @throws org.exposurenotifications.ports.PortFailure.Permanent if an app or export refers to an
   *     authority or signer that is neither named nor registered, or two exports share a place; the
   *     message says which
   */
  void apply(Configuration changes);
}
