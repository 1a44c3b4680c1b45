// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.azure;

import java.util.Map;
import java.util.Set;
import org.exposurenotifications.testing.deployments.DeploymentContract;
import org.exposurenotifications.testing.deployments.Vendor;

final class AzureDeploymentTest implements DeploymentContract {
  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Set<Vendor> vendors() {
    return Set.of(Vendor.AZURE);
  }

  @Override
  public Set<String> required() {
    return Set.of("AZURE_STORAGE_ACCOUNT", "AZURE_KEY_VAULT_URL");
  }

  @Override
  public Map<String, String> platform(String cloud) {
    return Map.of(
        "AZURE_STORAGE_ACCOUNT",
        "exports",
        "AZURE_KEY_VAULT_URL",
        "https://" + cloud,
        "IDENTITY_ENDPOINT",
        "http://" + cloud + "/token",
        "IDENTITY_HEADER",
        "none");
  }

  @Override
  public String secretReference() {
    return "database-password";
  }

  @Override
  public Map.Entry<String, String> foreignBlobstore() {
    return Map.entry("FILESYSTEM", "onprem");
  }
}
