// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/**
 * A secret by its name or ARN, then {@code @} and the id of a version, then {@code #} and a stage;
 * both may be absent, which means the stage {@code AWSCURRENT} (export-and-operations.md 13.2).
 */
record SecretReference(String secret, Optional<String> version, Optional<String> stage) {
  /** An id of a version is 32 to 64 characters, so that other names may hold an {@code @}. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?<secret>(arn:[a-z0-9-]+:secretsmanager:[a-z0-9-]+:[0-9]+:secret:)?"
              + "[A-Za-z0-9/_+=.@-]{1,512}?)"
              + "(@(?<version>[A-Za-z0-9-]{32,64}))?"
              + "(#(?<stage>[A-Za-z0-9/_+=.@-]{1,256}))?");

  /** Empty if the reference is not of that form. */
  static Optional<SecretReference> parse(String reference) {
    Matcher matcher = FORM.matcher(reference);
    return matcher.matches()
        ? Optional.of(
            new SecretReference(
                matcher.group("secret"),
                Optional.ofNullable(matcher.group("version")),
                Optional.ofNullable(matcher.group("stage"))))
        : Optional.empty();
  }

  GetSecretValueRequest request() {
    GetSecretValueRequest.Builder request = GetSecretValueRequest.builder().secretId(secret);
    version.ifPresent(request::versionId);
    stage.ifPresent(request::versionStage);
    return request.build();
  }
}
