// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.ports.Bytes;

/** The MAC that ties a certificate to the keys of an upload (publish.md 4.3). */
public final class TekMac {
  /** The order of key texts in the message: by the bytes of UTF-8, which is by code points. */
  public static final Comparator<String> KEY_ORDER = TekMac::compareCodePoints;

  private static final Comparator<KeyText> ORDER = Comparator.comparing(KeyText::key, KEY_ORDER);

  private TekMac() {}

  /** The message with four fields a key, which every upload has. */
  public static String message(List<KeyText> keys) {
    return joined(keys.stream().sorted(ORDER).toList(), KeyText::fourFields);
  }

  /**
   * HMAC-SHA256.
   *
   * @param secret of any length, none included
   */
  public static Bytes compute(Bytes secret, String message) {
    // HMAC fills short keys with zeros, so one zero stands for no key at all
    byte[] key = secret.length() == 0 ? new byte[1] : secret.toByteArray();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Bytes.of(mac.doFinal(message.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is not available", e);
    }
  }

  /**
   * Whether the MAC is over these keys in one of the accepted forms. No keys have no MAC.
   *
   * @param keys as sent, in any order
   */
  static boolean matches(Bytes secret, List<KeyText> keys, Bytes mac) {
    return acceptedMessages(keys)
        .anyMatch(message -> compute(secret, message).equalsInConstantTime(mac));
  }

  /** The usual one first. */
  private static Stream<String> acceptedMessages(List<KeyText> keys) {
    if (keys.isEmpty()) {
      return Stream.empty();
    }
    List<List<KeyText>> orders = orders(keys);
    Stream<String> fourFields = orders.stream().map(order -> joined(order, KeyText::fourFields));
    return keys.stream().allMatch(key -> key.transmissionRisk() == 0)
        ? Stream.concat(
            fourFields, orders.stream().map(order -> joined(order, KeyText::threeFields)))
        : fourFields;
  }

  /** One order; two if a key text occurs twice, since the order of such a pair is not settled. */
  private static List<List<KeyText>> orders(List<KeyText> keys) {
    List<KeyText> order = keys.stream().sorted(ORDER).toList();
    for (int i = 1; i < order.size(); i++) {
      if (order.get(i - 1).key().equals(order.get(i).key())) {
        return List.of(order, keys.reversed().stream().sorted(ORDER).toList());
      }
    }
    return List.of(order);
  }

  private static String joined(List<KeyText> keys, Function<KeyText, String> form) {
    return keys.stream().map(form).collect(Collectors.joining(","));
  }

  /** Texts of one kind of characters differ as these do; surrogates stand above all others. */
  private static int compareCodePoints(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      char mine = one.charAt(i);
      char others = other.charAt(i);
      if (mine != others) {
        return Character.isSurrogate(mine) == Character.isSurrogate(others)
            ? Character.compare(mine, others)
            : Boolean.compare(Character.isSurrogate(mine), Character.isSurrogate(others));
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
