// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.ports.secrets.Secret;

/**
 * How the server listens and answers (publish.md 15.2).
 *
 * @param bindAddress a host name or address of this machine
 * @param port 0 for any free one
 * @param maintenance refuse everything but health probes, decoys like uploads (publish.md 1.5)
 * @param paddingMin fewest random bytes in an answer to an upload; 1024 if not positive
 * @param paddingRange so many different counts of them; 1024 if not positive
 * @param answerQuantum answers to uploads and decoys leave when a multiple of it has passed since
 *     the request was complete; zero to answer at once, otherwise 1 ms to 5 s
 * @param v1alpha1 offer the old protocol on {@code /}
 * @param logJsonParseErrors say in the log what was wrong with malformed uploads
 * @param jobToken what schedulers present as bearer token; not empty, and asked for at each call,
 *     so that it can be rotated. If absent, jobs are for programs on the same machine only
 */
public record HttpSettings(
    String bindAddress,
    int port,
    boolean maintenance,
    int paddingMin,
    int paddingRange,
    Duration answerQuantum,
    boolean v1alpha1,
    boolean logJsonParseErrors,
    Optional<Supplier<Secret>> jobToken,
    Limits limits) {
  private static final int DEFAULT_PADDING = 1024;

  public static final HttpSettings DEFAULT =
      new HttpSettings(
          "0.0.0.0",
          8080,
          false,
          DEFAULT_PADDING,
          DEFAULT_PADDING,
          Duration.ofMillis(50),
          false,
          false,
          Optional.empty(),
          Limits.DEFAULT);

  /**
   * @throws IllegalArgumentException if the job token is empty, or the quantum out of its range
   */
  public HttpSettings {
    paddingMin = paddingMin > 0 ? paddingMin : DEFAULT_PADDING;
    paddingRange = paddingRange > 0 ? paddingRange : DEFAULT_PADDING;
    if (jobToken.isPresent() && jobToken.get().get().value().length() == 0) {
      throw new IllegalArgumentException("the job token is empty");
    }
    if (!isQuantum(answerQuantum)) {
      throw new IllegalArgumentException("the quantum has to be 0, or 1 ms to 5 s");
    }
  }

  /** Whether answers can be held back so. */
  public static boolean isQuantum(Duration duration) {
    return duration.isZero()
        || (duration.compareTo(Duration.ofMillis(1)) >= 0
            && duration.compareTo(Duration.ofSeconds(5)) <= 0);
  }

  /** The same, but listening elsewhere. */
  public HttpSettings onPort(int port) {
    return new HttpSettings(
        bindAddress,
        port,
        maintenance,
        paddingMin,
        paddingRange,
        answerQuantum,
        v1alpha1,
        logJsonParseErrors,
        jobToken,
        limits);
  }

  /**
   * What one client, or all together, may take.
   *
   * @param connections most at once; a further one evicts the one that waited longest for its
   *     client
   * @param concurrentRequests most at once, health probes and bodies in progress not counted; more
   *     are told to come back
   * @param headTimeout until a new connection has sent its first request line and headers
   * @param bodyTimeout how far a body may lag behind the minimum rate
   * @param answerTimeout until the client has taken a file
   * @param idleTimeout until the client has taken an answer and sent the next request's headers,
   *     less when connections run short; also for any pause within a request or file
   * @param stopTimeout how long running requests may take to finish when the server closes
   */
  public record Limits(
      int connections,
      int concurrentRequests,
      Duration headTimeout,
      Duration bodyTimeout,
      Duration answerTimeout,
      Duration idleTimeout,
      Duration stopTimeout) {
    public static final Limits DEFAULT =
        new Limits(
            1024,
            256,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(8));

    Duration shortestTimeout() {
      return Collections.min(List.of(headTimeout, bodyTimeout, idleTimeout));
    }
  }
}
