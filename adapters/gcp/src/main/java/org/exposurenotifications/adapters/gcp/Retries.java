// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the SDK retries: pauses that double, each cut by a random part, within a deadline. */
final class Retries {
  private static final Set<StatusCode.Code> PASSING =
      EnumSet.of(
          StatusCode.Code.UNAVAILABLE,
          StatusCode.Code.RESOURCE_EXHAUSTED,
          StatusCode.Code.DEADLINE_EXCEEDED,
          StatusCode.Code.ABORTED,
          StatusCode.Code.INTERNAL);

  private final RetrySettings settings;

  /**
   * @param deadline for a request with its retries; a try that hangs gets a third of it
   */
  Retries(Duration deadline) {
    Duration attempt = deadline.dividedBy(3);
    this.settings =
        RetrySettings.newBuilder()
            .setInitialRetryDelayDuration(Duration.ofMillis(100))
            .setRetryDelayMultiplier(2)
            .setMaxRetryDelayDuration(Duration.ofSeconds(5))
            .setInitialRpcTimeoutDuration(attempt)
            .setRpcTimeoutMultiplier(1)
            .setMaxRpcTimeoutDuration(attempt)
            .setTotalTimeoutDuration(deadline)
            .build();
  }

  RetrySettings settings() {
    return settings;
  }

  /** How long one try may hang. */
  int attemptMillis() {
    return Math.toIntExact(settings.getInitialRpcTimeoutDuration().toMillis());
  }

  /** For every method of a client, in place of what it comes with. */
  @Nullable Void apply(UnaryCallSettings.Builder<?, ?> method) {
    method.setRetryableCodes(PASSING).setRetrySettings(settings);
    return null;
  }

  /** Also retries what fails because a new key is still being generated. */
  ApiCallContext untilGenerated() {
    Set<StatusCode.Code> codes = EnumSet.copyOf(PASSING);
    codes.add(StatusCode.Code.FAILED_PRECONDITION);
    return GrpcCallContext.createDefault().withRetryableCodes(codes).withRetrySettings(settings);
  }
}
