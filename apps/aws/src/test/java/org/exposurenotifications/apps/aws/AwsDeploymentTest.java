// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.aws;

import java.util.Map;
import java.util.Set;
import org.exposurenotifications.testing.deployments.DeploymentContract;
import org.exposurenotifications.testing.deployments.Vendor;

final class AwsDeploymentTest implements DeploymentContract {
  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Set<Vendor> vendors() {
    return Set.of(Vendor.AWS, Vendor.S3);
  }

  @Override
  public Set<String> required() {
    return Set.of("AWS_REGION");
  }

  @Override
  public Map<String, String> platform(String cloud) {
    return Map.of(
        "REVISION_TOKEN_KEY_ID",
        "alias/revision-token",
        "AWS_REGION",
        "eu-central-1",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "http://" + cloud,
        "AWS_CONFIG_FILE",
        "/nonexistent",
        "AWS_SHARED_CREDENTIALS_FILE",
        "/nonexistent");
  }

  @Override
  public String secretReference() {
    return "database-password";
  }

  @Override
  public Map.Entry<String, String> foreignBlobstore() {
    return Map.entry("GOOGLE_CLOUD_STORAGE", "gcp");
  }
}
