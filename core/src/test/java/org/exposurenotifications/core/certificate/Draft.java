// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * A certificate before it is signed.
 *
 * @param header JSON by name, spelled as it is to appear
 * @param claims likewise
 */
record Draft(SequencedMap<String, String> header, SequencedMap<String, String> claims) {

  /** Nothing is wrong with it. */
  static Draft good() {
    long now = World.NOW.getEpochSecond();
    return new Draft(new LinkedHashMap<>(), new LinkedHashMap<>())
        .header("alg", "\"ES256\"")
        .header("kid", "\"r1\"")
        .header("typ", "\"JWT\"")
        .claim("iss", "\"" + World.ISSUER + "\"")
        .claim("aud", "\"" + World.AUDIENCE + "\"")
        .claim("iat", Long.toString(now - 300))
        .claim("nbf", Long.toString(now - 300))
        .claim("exp", Long.toString(now + 600))
        .claim("reportType", "\"confirmed\"")
        .claim("symptomOnsetInterval", "2991744")
        .claim("tekmac", "\"" + World.MAC.base64() + "\"");
  }

  Draft header(String name, String json) {
    return new Draft(with(header, name, json), claims);
  }

  Draft claim(String name, String json) {
    return new Draft(header, with(claims, name, json));
  }

  Draft withoutHeader(String name) {
    return new Draft(without(header, name), claims);
  }

  Draft withoutClaim(String name) {
    return new Draft(header, without(claims, name));
  }

  String headerJson() {
    return json(header);
  }

  String claimsJson() {
    return json(claims);
  }

  String signedPart() {
    return Forge.signedPart(headerJson(), claimsJson());
  }

  private static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static SequencedMap<String, String> with(
      Map<String, String> members, String name, String json) {
    SequencedMap<String, String> changed = new LinkedHashMap<>(members);
    changed.put(name, json);
    return changed;
  }

  private static SequencedMap<String, String> without(Map<String, String> members, String name) {
    SequencedMap<String, String> changed = new LinkedHashMap<>(members);
    changed.remove(name);
    return changed;
  }
}
