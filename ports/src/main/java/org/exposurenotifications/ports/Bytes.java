// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * An immutable sequence of bytes, compared by content and ordered as unsigned numbers.
 *
 * <p>Its text form tells the length only, so that no key or secret reaches a log by accident.
 * Thread-safe.
 */
public final class Bytes implements Comparable<Bytes> {
  private static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** Copies the given array. */
  public static Bytes of(byte[] value) {
    return value.length == 0 ? EMPTY : new Bytes(value.clone());
  }

  /**
   * Decodes standard, padded base64.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Bytes ofBase64(String text) {
    return new Bytes(Base64.getDecoder().decode(text));
  }

  public static Bytes empty() {
    return EMPTY;
  }

  public int length() {
    return value.length;
  }

  /** Returns a copy. */
  public byte[] toByteArray() {
    return value.clone();
  }

  /** Standard base64, padded. */
  public String base64() {
    return Base64.getEncoder().encodeToString(value);
  }

  /** Compares the whole content whatever it is: for secrets and MACs. */
  public boolean equalsInConstantTime(Bytes other) {
    return MessageDigest.isEqual(value, other.value);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "Bytes[" + value.length + "]";
  }
}
