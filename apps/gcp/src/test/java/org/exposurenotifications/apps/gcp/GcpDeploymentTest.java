// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.gcp;

import java.util.Map;
import java.util.Set;
import org.exposurenotifications.testing.deployments.DeploymentContract;
import org.exposurenotifications.testing.deployments.Vendor;

final class GcpDeploymentTest implements DeploymentContract {
  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Set<Vendor> vendors() {
    return Set.of(Vendor.GOOGLE);
  }

  @Override
  public Set<String> required() {
    return Set.of("PROJECT_ID");
  }

  @Override
  public Map<String, String> platform(String cloud) {
    return Map.of(
        "GOOGLE_CLOUD_PROJECT",
        "test-project",
        "KMS_KEY_RING",
        "projects/test-project/locations/europe-west1/keyRings/keys",
        "GCE_METADATA_HOST",
        cloud,
        "CLOUDSDK_CONFIG",
        "/nonexistent");
  }

  @Override
  public String secretReference() {
    return "database-password";
  }

  @Override
  public Map.Entry<String, String> foreignBlobstore() {
    return Map.entry("AWS_S3", "aws");
  }
}
