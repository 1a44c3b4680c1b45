// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.deployments;

import java.util.List;

/** Whose classes a class path may hold; each is told by where its classes lie. */
public enum Vendor {
  GOOGLE(
      "org/exposurenotifications/adapters/gcp/",
      "com/google/cloud/",
      "com/google/auth/",
      "com/google/api/gax/",
      "io/grpc/"),
  AWS(
      "org/exposurenotifications/adapters/aws/",
      "software/amazon/awssdk/services/kms/",
      "software/amazon/awssdk/services/secretsmanager/"),
  S3("org/exposurenotifications/adapters/s3/", "software/amazon/awssdk/services/s3/"),
  AZURE("org/exposurenotifications/adapters/azure/", "com/azure/", "com/microsoft/", "reactor/"),
  ON_PREMISES("org/exposurenotifications/adapters/onprem/", "io/github/jopenlibs/vault/"),
  /** What belongs to no deployment: tests, what they need, and what is for trying things out. */
  TESTS(
      "org/exposurenotifications/adapters/memory/",
      "org/exposurenotifications/apps/dev/",
      "org/exposurenotifications/apps/embedded/",
      "org/exposurenotifications/apps/phone/",
      "org/exposurenotifications/apps/bench/",
      "org/exposurenotifications/testing/",
      "org/junit/",
      "org/assertj/");

  private final String folders;

  Vendor(String... folders) {
    this.folders = String.join(" ", folders);
  }

  List<String> folders() {
    return List.of(folders.split(" ", -1));
  }
}
