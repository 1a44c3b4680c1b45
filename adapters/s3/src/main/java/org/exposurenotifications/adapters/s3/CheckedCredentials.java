// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import org.exposurenotifications.ports.PortFailure;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells a lack of credentials, which somebody has to end, from a server that is away. */
final class CheckedCredentials implements AwsCredentialsProvider {
  private final AwsCredentialsProvider provider;

  CheckedCredentials(AwsCredentialsProvider provider) {
    this.provider = provider;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (SdkException e) {
      throw new PortFailure.Permanent(
          "there are no credentials for S3: set an access key, or run with a role", e);
    }
  }
}
