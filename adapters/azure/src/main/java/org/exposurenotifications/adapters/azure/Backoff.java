// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.policy.ExponentialBackoff;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryPolicy;
import java.time.Duration;
import org.exposurenotifications.adapters.azure.AzureConfig.Retries;

/** The SDK's retries, with jitter, and before all that has to be done for each attempt. */
final class Backoff extends RetryPolicy {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  Backoff(Retries retries) {
    super(new Growing(retries));
  }

  /** Or storage requests would go out again with the signature of the first attempt. */
  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_CALL;
  }

  private static final class Growing extends ExponentialBackoff {
    Growing(Retries retries) {
      super(
          retries.max(),
          retries.delay(),
          retries.delay().compareTo(LONGEST_DELAY) < 0 ? LONGEST_DELAY : retries.delay());
    }

    /** Who gives out tokens is asked again by the credential itself, where that is of use. */
    @Override
    public boolean shouldRetryCondition(RequestRetryCondition condition) {
      return !(condition.getThrowable() instanceof ClientAuthenticationException)
          && super.shouldRetryCondition(condition);
    }
  }
}
