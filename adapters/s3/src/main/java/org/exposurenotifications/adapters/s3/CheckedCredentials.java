// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import org.exposurenotifications.ports.PortFailure;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells a lack of credentials, which somebody has to end, from a server that is away. The SDK's
 * chain does not tell why nobody in it had any: whoever once had some has not lost its role, but is
 * waiting for the next session. Thread-safe.
 */
final class CheckedCredentials implements AwsCredentialsProvider {
  private final AwsCredentialsProvider provider;
  private volatile boolean known;

  CheckedCredentials(AwsCredentialsProvider provider) {
    this.provider = provider;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      AwsCredentials found = provider.resolveCredentials();
      known = true;
      return found;
    } catch (SdkException e) {
      if (known) {
        throw new PortFailure.Transient(
            "the credentials for S3 cannot be renewed now; if it stays so, check the role", e);
      }
      throw new PortFailure.Permanent(
          "there are no credentials for S3: set an access key, or run with a role", e);
    }
  }
}
