// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.util.function.Supplier;
import org.exposurenotifications.ports.PortFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Credentials that are looked for on first use. Tells a lack of them, which somebody has to end,
 * from a service that is away. The SDK's chain does not tell why nobody in it had any: whoever once
 * had some has not lost its role, but is waiting for the next session. Thread-safe.
 */
final class CheckedCredentials implements AwsCredentialsProvider {
  private final Supplier<AwsCredentialsProvider> chain;
  private @Nullable AwsCredentialsProvider provider;
  private volatile boolean known;

  CheckedCredentials(Supplier<AwsCredentialsProvider> chain) {
    this.chain = chain;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      AwsCredentials found = provider().resolveCredentials();
      known = true;
      return found;
    } catch (SdkException e) {
      if (known) {
        throw new PortFailure.Transient(
            "the credentials for AWS cannot be renewed now; if it stays so, check the role", e);
      }
      throw new PortFailure.Permanent(
          "there are no credentials for AWS: run with a role, or set an access key", e);
    }
  }

  private synchronized AwsCredentialsProvider provider() {
    AwsCredentialsProvider made = provider;
    if (made == null) {
      made = chain.get();
      provider = made;
    }
    return made;
  }
}
