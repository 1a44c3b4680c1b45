// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.aws;

import java.net.URI;
import java.util.Optional;
import org.exposurenotifications.adapters.aws.AwsConfig;
import org.exposurenotifications.adapters.aws.AwsConfig.Endpoints;
import org.exposurenotifications.adapters.aws.AwsPlatform;
import org.exposurenotifications.adapters.s3.S3BlobStore;
import org.exposurenotifications.adapters.s3.S3Config;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.server.PlatformSettings;
import org.exposurenotifications.apps.server.PlatformWithBlobs;
import org.exposurenotifications.ports.Platform;

/** Reads which AWS is meant, from the variables of AWS's own tools; see docs/operations/aws.md. */
final class AwsPlatformReader {
  /** In the place of one that is missing, so that all problems can be told together. */
  private static final String NO_REGION = "no-region";

  private AwsPlatformReader() {}

  enum Blobs {
    AWS_S3
  }

  enum Keys {
    AWS_KMS
  }

  enum Secrets {
    AWS_SECRETS_MANAGER
  }

  /** What is wrong is noted in the environment, which the caller checks before use. */
  static Platform read(Environment environment) {
    var settings = new PlatformSettings(environment);
    settings.provider("BLOBSTORE", Blobs.AWS_S3);
    settings.provider("KEY_MANAGER", Keys.AWS_KMS);
    settings.provider("SECRET_MANAGER", Secrets.AWS_SECRETS_MANAGER);
    String region = region(environment);
    Optional<URI> everywhere = settings.address("AWS_ENDPOINT_URL");
    var blobs =
        new S3BlobStore(
            new S3Config(
                region,
                settings.address("AWS_ENDPOINT_URL_S3").or(() -> everywhere),
                environment.flag("S3_PATH_STYLE"),
                Optional.empty(),
                settings.deadline(S3Config.of(region).deadline())));
    var config =
        new AwsConfig(
            region,
            new Endpoints(
                settings.address("AWS_ENDPOINT_URL_SECRETS_MANAGER").or(() -> everywhere),
                settings.address("AWS_ENDPOINT_URL_KMS").or(() -> everywhere),
                settings.address("AWS_ENDPOINT_URL_STS").or(() -> everywhere)),
            settings.deadline(AwsConfig.of(region).deadline()));
    return new PlatformWithBlobs(new AwsPlatform(config, blobs), blobs::close);
  }

  private static String region(Environment environment) {
    environment.required("AWS_REGION", "name the region, such as eu-central-1");
    return environment.parsed(
        "AWS_REGION",
        NO_REGION,
        "a region such as eu-central-1",
        text -> Optional.of(text).filter(region -> region.matches("[a-z0-9-]{1,64}")));
  }
}
