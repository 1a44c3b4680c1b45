// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.ports.Bytes;

/** The MAC that ties a certificate to the keys of an upload (publish.md 4.3). */
public final class TekMac {
  /** The order of key texts in the message: byte by byte. */
  public static final Comparator<String> KEY_ORDER =
      Comparator.comparing(text -> Bytes.of(text.getBytes(UTF_8)));

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
    boolean matches = false;
    for (String message : acceptedMessages(keys)) {
      matches |= compute(secret, message).equalsInConstantTime(mac);
    }
    return matches;
  }

  private static List<String> acceptedMessages(List<KeyText> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<String> messages = new ArrayList<>(messages(keys, KeyText::fourFields));
    if (keys.stream().allMatch(key -> key.transmissionRisk() == 0)) {
      messages.addAll(messages(keys, KeyText::threeFields));
    }
    return messages;
  }

  /** One message; two if a key text occurs twice, since the order of such a pair is not settled. */
  private static List<String> messages(List<KeyText> keys, Function<KeyText, String> form) {
    String message = joined(keys.stream().sorted(ORDER).toList(), form);
    String reversed = joined(keys.reversed().stream().sorted(ORDER).toList(), form);
    return message.equals(reversed) ? List.of(message) : List.of(message, reversed);
  }

  private static String joined(List<KeyText> keys, Function<KeyText, String> form) {
    return keys.stream().map(form).collect(Collectors.joining(","));
  }
}
