// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The body of an upload of 14 keys, with a certificate, a revision token and padding: 5 kB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PublishParsingBenchmark {
  private final Random random = new Random(1);
  private final String body =
      """
      {"temporaryExposureKeys":[%s],"healthAuthorityID":"gov.example.app","verificationPayload":"%s",\
      "hmacKey":"%s","symptomOnsetInterval":2991744,"traveler":false,"revisionToken":"%s","padding":"%s"}\
      """
          .formatted(
              IntStream.range(0, 14).mapToObj(this::key).collect(Collectors.joining(",")),
              base64(400),
              base64(16),
              base64(950),
              base64(1_200));

  @Benchmark
  public PublishRequest parse() throws MalformedJson {
    PublishDraft draft = new PublishDraft(30);
    draft.read(body, PublishDialect.V1);
    return draft.toRequest("", ClientPlatform.UNKNOWN);
  }

  private String key(int day) {
    return "{\"key\":\"%s\",\"rollingStartNumber\":%s,\"rollingPeriod\":144,\"transmissionRisk\":4}"
        .formatted(base64(16), 2_990_016 + 144 * day);
  }

  private String base64(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
