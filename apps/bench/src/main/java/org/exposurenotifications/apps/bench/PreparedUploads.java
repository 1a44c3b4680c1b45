// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;

/** Uploads made before a measurement, each good for once: whole keys of the days before today. */
final class PreparedUploads {
  static final String APP = "com.example.android.app";

  private static final int CHUNK = 1000;

  private final Authority authority;
  private final int keys;
  private final Instant now;

  /**
   * @param keys of an upload
   */
  PreparedUploads(Authority authority, int keys, Instant now) {
    this.authority = authority;
    this.keys = keys;
    this.now = now;
  }

  /** Writes so many bodies, each after its length as four bytes. */
  void write(Path file, int count, long seed) throws IOException {
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int done = 0; done < count; done += CHUNK) {
        int chunk = Math.min(CHUNK, count - done);
        long first = seed + done;
        IntStream.range(0, chunk)
            .parallel()
            .mapToObj(i -> body(new SplittableRandom(first + i)))
            .forEachOrdered(body -> append(out, body));
      }
    }
  }

  /** The bodies in such a file, outside of the heap. */
  static List<ByteBuffer> map(Path file) throws IOException {
    List<ByteBuffer> uploads = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      while (all.hasRemaining()) {
        int length = all.getInt();
        uploads.add(all.slice(all.position(), length));
        all.position(all.position() + length);
      }
    }
    return uploads;
  }

  private static void append(DataOutputStream out, byte[] body) {
    try {
      out.writeInt(body.length);
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] body(SplittableRandom random) {
    int today = IntervalNumber.at(now).value() / IntervalNumber.PER_DAY * IntervalNumber.PER_DAY;
    List<KeyText> texts = new ArrayList<>();
    for (int day = 1; day <= keys; day++) {
      texts.add(
          new KeyText(
              bytes(random).base64(),
              today - day * IntervalNumber.PER_DAY,
              IntervalNumber.PER_DAY,
              0));
    }
    Bytes secret = bytes(random);
    String certificate =
        authority.certify(texts, secret, ReportType.CONFIRMED, Optional.empty(), now);
    var json = new StringBuilder("{\"temporaryExposureKeys\":[");
    for (KeyText text : texts) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
          .append("{\"key\":\"")
          .append(text.key())
          .append("\",\"rollingStartNumber\":")
          .append(text.rollingStart())
          .append(",\"rollingPeriod\":")
          .append(text.rollingPeriod())
          .append(",\"transmissionRisk\":0}");
    }
    return json.append("],\"healthAuthorityID\":\"")
        .append(APP)
        .append("\",\"verificationPayload\":\"")
        .append(certificate)
        .append("\",\"hmacKey\":\"")
        .append(secret.base64())
        .append("\",\"padding\":\"")
        .append(bytes(random).base64().repeat(40))
        .append("\"}")
        .toString()
        .getBytes(US_ASCII);
  }

  private static Bytes bytes(SplittableRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
