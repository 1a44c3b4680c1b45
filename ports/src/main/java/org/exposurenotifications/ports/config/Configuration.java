// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.config;

import java.util.List;

/**
 * Everything an operator registers.
 *
 * @param healthAuthorities by issuer
 * @param authorizedApps by name
 * @param signatureInfos newest registered first
 * @param exportConfigs by name
 */
public record Configuration(
    List<HealthAuthority> healthAuthorities,
    List<AuthorizedApp> authorizedApps,
    List<SignatureInfo> signatureInfos,
    List<ExportConfig> exportConfigs) {
  public static final Configuration EMPTY =
      new Configuration(List.of(), List.of(), List.of(), List.of());

  public Configuration {
    healthAuthorities = List.copyOf(healthAuthorities);
    authorizedApps = List.copyOf(authorizedApps);
    signatureInfos = List.copyOf(signatureInfos);
    exportConfigs = List.copyOf(exportConfigs);
  }
}
