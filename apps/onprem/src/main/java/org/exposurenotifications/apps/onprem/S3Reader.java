// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import java.net.URI;
import java.util.Optional;
import org.exposurenotifications.adapters.s3.S3Config;
import org.exposurenotifications.adapters.s3.S3Config.AccessKey;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.server.PlatformSettings;

/** Reads where a server is that speaks S3's protocol, from the variables of AWS's own tools. */
final class S3Reader {
  private static final URI NOWHERE = URI.create("http://localhost");
  private static final String USUAL_REGION = "us-east-1";

  private S3Reader() {}

  /** What is wrong is noted in the environment, which the caller checks before use. */
  static S3Config read(Environment environment, PlatformSettings settings) {
    String region =
        environment.parsed(
            "AWS_REGION",
            USUAL_REGION,
            "a region such as " + USUAL_REGION,
            text -> Optional.of(text).filter(name -> name.matches("[A-Za-z0-9-]{1,64}")));
    boolean hostStyle =
        environment.text("S3_PATH_STYLE").isPresent() && !environment.flag("S3_PATH_STYLE");
    return new S3Config(
        region,
        Optional.of(endpoint(environment, settings)),
        !hostStyle,
        Optional.of(accessKey(environment)),
        settings.deadline(S3Config.of(region).deadline()));
  }

  private static URI endpoint(Environment environment, PlatformSettings settings) {
    String name =
        environment.text("AWS_ENDPOINT_URL_S3").isEmpty()
                && environment.text("AWS_ENDPOINT_URL").isPresent()
            ? "AWS_ENDPOINT_URL"
            : "AWS_ENDPOINT_URL_S3";
    environment.required(name, "name the server, such as https://minio.example:9000");
    return settings.address(name).orElse(NOWHERE);
  }

  /** Always given: elsewhere than in AWS there is nobody to ask for one. */
  private static AccessKey accessKey(Environment environment) {
    String remedy = "make an access key on the server of BLOBSTORE=AWS_S3";
    String id = environment.required("AWS_ACCESS_KEY_ID", remedy);
    environment.required("AWS_SECRET_ACCESS_KEY", remedy);
    return new AccessKey(id, environment.secret("AWS_SECRET_ACCESS_KEY").get());
  }
}
