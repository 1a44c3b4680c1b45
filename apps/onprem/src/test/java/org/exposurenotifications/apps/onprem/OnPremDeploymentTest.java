// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import java.util.Map;
import java.util.Set;
import org.exposurenotifications.testing.deployments.DeploymentContract;
import org.exposurenotifications.testing.deployments.Vendor;

final class OnPremDeploymentTest implements DeploymentContract {
  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Set<Vendor> vendors() {
    return Set.of(Vendor.ON_PREMISES, Vendor.S3);
  }

  @Override
  public Set<String> required() {
    return Set.of("BLOB_FILESYSTEM_ROOT", "KEY_FILESYSTEM_ROOT");
  }

  @Override
  public Map<String, String> platform(String cloud) {
    return Map.ofEntries(
        Map.entry("BLOBSTORE", "AWS_S3"),
        Map.entry("BLOB_FILESYSTEM_ROOT", "/nonexistent"),
        Map.entry("AWS_ENDPOINT_URL_S3", "http://" + cloud),
        Map.entry("AWS_ACCESS_KEY_ID", "id"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "key"),
        Map.entry("KEY_MANAGER", "HASHICORP_VAULT"),
        Map.entry("SECRET_MANAGER", "HASHICORP_VAULT"),
        Map.entry("VAULT_ADDR", "http://" + cloud),
        Map.entry("VAULT_TOKEN", "s.token"),
        Map.entry("VAULT_CLIENT_TIMEOUT", "2s"));
  }

  @Override
  public String secretReference() {
    return "secret/keyserver/database#password";
  }

  @Override
  public Map.Entry<String, String> foreignBlobstore() {
    return Map.entry("AZURE_BLOB_STORAGE", "azure");
  }
}
