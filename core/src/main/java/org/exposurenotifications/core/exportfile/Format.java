// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What writer and reader have in common (export-and-operations.md 6.1, 6.2). */
final class Format {
  static final String BIN = "export.bin";
  static final String SIG = "export.sig";
  static final int MAGIC_LENGTH = 16;

  private Format() {}

  /** The first bytes of export.bin. */
  static byte[] magic() {
    return "EK Export v1    ".getBytes(StandardCharsets.US_ASCII);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
