// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.apps.phone.PublishClient;
import org.exposurenotifications.apps.phone.PublishUpload;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;

/** Someone who is ill, certified, and wants nothing but to warn others. Thread-safe. */
final class Stranger {
  static final String APP = "com.example.app";

  private static final Bytes HMAC_KEY = Bytes.of(new byte[16]);
  private static final int DAYS = 10;

  /** Tests share a database, and no two strangers have keys in common. */
  private static final AtomicLong SEEDS = new AtomicLong();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Authority authority;
  private final Random random;

  Stranger(Authority authority) {
    this.authority = authority;
    this.random = new Random(SEEDS.incrementAndGet());
  }

  /** Random keys of past days. */
  List<KeyText> keys() {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    List<KeyText> keys = new ArrayList<>();
    for (int day = 1; day <= DAYS; day++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      IntervalNumber start = IntervalNumber.at(today.minus(Duration.ofDays(day)));
      keys.add(new KeyText(Bytes.of(bytes).base64(), start.value(), 144, 0));
    }
    return keys;
  }

  PublishUpload upload(List<KeyText> keys, ReportType type, Optional<String> token) {
    Instant now = Instant.now();
    Optional<IntervalNumber> onset = Optional.of(IntervalNumber.at(now.minus(Duration.ofDays(3))));
    return new PublishUpload(
        keys,
        APP,
        authority.certify(keys, HMAC_KEY, type, onset, now),
        HMAC_KEY,
        Optional.empty(),
        false,
        token);
  }

  PublishAnswer send(URI server, PublishUpload upload) throws IOException, InterruptedException {
    return new PublishClient(http, server.resolve("/v1/publish"), random).publish(upload);
  }

  /** Uploads new keys. */
  PublishAnswer publish(URI server) throws IOException, InterruptedException {
    return send(server, upload(keys(), ReportType.CONFIRMED, Optional.empty()));
  }
}
