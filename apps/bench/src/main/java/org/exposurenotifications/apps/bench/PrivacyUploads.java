// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.apps.phone.Authority;

/** Bodies for every kind of request. Thread-safe. */
final class PrivacyUploads {
  static final int KEYS = 14;
  private static final int TOO_MANY_KEYS = 31;

  private final List<ByteBuffer> good;
  private final int fresh;
  private final ByteBuffer badCertificate;
  private final ByteBuffer tooManyKeys;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger nextOfLoad = new AtomicInteger();

  private PrivacyUploads(
      List<ByteBuffer> good, int fresh, ByteBuffer badCertificate, ByteBuffer tooManyKeys) {
    this.good = good;
    this.fresh = fresh;
    this.badCertificate = badCertificate;
    this.tooManyKeys = tooManyKeys;
  }

  /**
   * @param fresh uploads that are sent once, as samples
   * @param load further ones, sent again when they are used up
   */
  static PrivacyUploads prepare(Path file, Authority authority, int fresh, int load, Instant now)
      throws IOException {
    var uploads = new PreparedUploads(authority, KEYS, now);
    uploads.write(file, fresh + load, now.toEpochMilli());
    var random = new SplittableRandom(now.toEpochMilli());
    byte[] bad = uploads.body(random);
    // the last character of the signature has spare bits
    int signature = new String(bad, US_ASCII).indexOf("\",\"hmacKey") - 10;
    bad[signature] = (byte) (bad[signature] == 'A' ? 'B' : 'A');
    byte[] many = new PreparedUploads(authority, TOO_MANY_KEYS, now).body(random);
    return new PrivacyUploads(
        PreparedUploads.map(file), fresh, ByteBuffer.wrap(bad), ByteBuffer.wrap(many));
  }

  /** A body to send once. */
  ByteBuffer of(AnswerKind kind) {
    return switch (kind) {
      case REAL -> good.get(next.getAndIncrement() % fresh).duplicate();
      // its body is not looked at, and as long as an upload's
      case DECOY -> good.getFirst().duplicate();
      case BAD_CERTIFICATE -> badCertificate.duplicate();
      case TOO_MANY_KEYS -> tooManyKeys.duplicate();
    };
  }

  /** An upload of somebody else. */
  ByteBuffer ofLoad() {
    int rest = good.size() - fresh;
    return good.get(fresh + Math.floorMod(nextOfLoad.getAndIncrement(), rest)).duplicate();
  }
}
