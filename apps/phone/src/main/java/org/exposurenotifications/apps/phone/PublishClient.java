// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Uploads keys. Thread-safe if the random numbers are. */
public final class PublishClient {
  /** Answers are padded to a few kilobytes. */
  private static final int LONGEST_ANSWER = 64_000;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI endpoint;
  private final UploadJson json;

  /**
   * @param endpoint such as {@code https://keys.example/v1/publish}
   * @param random for padding
   */
  public PublishClient(HttpClient http, URI endpoint, RandomGenerator random) {
    this.http = http;
    this.endpoint = endpoint;
    this.json = new UploadJson(random);
  }

  /**
   * Uploads once; repeating it is the caller's decision.
   *
   * @throws IOException if there was no answer, or one of more than 64,000 bytes
   */
  public PublishAnswer publish(PublishUpload upload) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.write(upload)))
            .build();
    HttpResponse<String> response =
        http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
    return PublishAnswer.parse(response.statusCode(), response.body());
  }
}
