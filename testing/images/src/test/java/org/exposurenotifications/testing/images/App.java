// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.images;

import java.util.Locale;
import java.util.Map;

/** The apps that have an image, with what each needs of its platform to serve. */
enum App {
  GCP,
  AWS,
  AZURE,
  ONPREM;

  /** As in its folder and its image's name. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  Map<String, String> platform() {
    return switch (this) {
      case GCP ->
          Map.of(
              "GOOGLE_CLOUD_PROJECT",
              "test-project",
              "KMS_KEY_RING",
              "projects/test-project/locations/europe-west1/keyRings/keys");
      case AWS -> Map.of("AWS_REGION", "eu-central-1");
      case AZURE ->
          Map.of(
              "AZURE_STORAGE_ACCOUNT",
              "exports",
              "AZURE_KEY_VAULT_URL",
              "https://keys.vault.azure.net");
      case ONPREM ->
          Map.of("BLOB_FILESYSTEM_ROOT", "/tmp/files", "KEY_FILESYSTEM_ROOT", "/tmp/keys");
    };
  }
}
