// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.gcp;

import java.util.Optional;
import org.exposurenotifications.adapters.gcp.GcpConfig;
import org.exposurenotifications.adapters.gcp.GcpConfig.Endpoints;
import org.exposurenotifications.adapters.gcp.GcpPlatform;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.server.PlatformSettings;
import org.exposurenotifications.ports.Platform;

/** Reads what is whose in Google Cloud; docs/operations/gcp.md lists the variables. */
final class GcpPlatformReader {
  /** Has the form of a project, so that the configuration can be made and all problems told. */
  private static final String NO_PROJECT = "no-project";

  private GcpPlatformReader() {}

  enum Blobs {
    GOOGLE_CLOUD_STORAGE
  }

  enum Keys {
    GOOGLE_CLOUD_KMS
  }

  enum Secrets {
    GOOGLE_SECRET_MANAGER
  }

  /** What is wrong is noted in the environment, which the caller checks before use. */
  static Platform read(Environment environment) {
    var settings = new PlatformSettings(environment);
    settings.provider("BLOBSTORE", Blobs.GOOGLE_CLOUD_STORAGE);
    settings.provider("KEY_MANAGER", Keys.GOOGLE_CLOUD_KMS);
    settings.provider("SECRET_MANAGER", Secrets.GOOGLE_SECRET_MANAGER);
    boolean software =
        environment.text("CREATE_HSM_KEYS").isPresent() && !environment.flag("CREATE_HSM_KEYS");
    return new GcpPlatform(
        new GcpConfig(
            project(environment),
            environment.parsed(
                "KMS_KEY_RING",
                Optional.empty(),
                "projects/PROJECT/locations/LOCATION/keyRings/RING",
                text -> isConfig(NO_PROJECT, Optional.of(text))),
            !software,
            settings.deadline(GcpConfig.DEFAULT_DEADLINE),
            new Endpoints(
                settings.address("STORAGE_ENDPOINT"),
                settings.address("SECRET_MANAGER_ENDPOINT"),
                settings.address("KMS_ENDPOINT"))));
  }

  private static String project(Environment environment) {
    String name =
        environment.text("PROJECT_ID").isEmpty()
                && environment.text("GOOGLE_CLOUD_PROJECT").isPresent()
            ? "GOOGLE_CLOUD_PROJECT"
            : "PROJECT_ID";
    environment.required(name, "name the project (GOOGLE_CLOUD_PROJECT does as well)");
    return environment.parsed(
        name,
        NO_PROJECT,
        "the id of a project, such as my-project-123",
        text -> isConfig(text, Optional.empty()).map(_ -> text));
  }

  /** The configuration itself knows the forms. */
  private static Optional<Optional<String>> isConfig(String project, Optional<String> keyRing) {
    try {
      return Optional.of(
          new GcpConfig(project, keyRing, true, GcpConfig.DEFAULT_DEADLINE, Endpoints.GOOGLE)
              .keyRing());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
