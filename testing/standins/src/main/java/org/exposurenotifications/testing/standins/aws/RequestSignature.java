// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.aws;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.testing.standins.Credentials;

/** Signature Version 4, of requests to the root path. */
public final class RequestSignature {
  private static final Pattern FORM =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)/(?<scope>(?<date>[0-9]{8})/(?<region>[^/]+)"
              + "/(?<service>[^/]+)/aws4_request), SignedHeaders=(?<headers>[^,]+),"
              + " Signature=(?<signature>[0-9a-f]{64})");

  private RequestSignature() {}

  /**
   * Of a GET request whose signature is in its query.
   *
   * @param parameters encoded; that of the signature is left out
   */
  public static String ofQuery(
      Map<String, String> parameters,
      String host,
      String time,
      String scope,
      Credentials credentials)
      throws GeneralSecurityException {
    String query =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("X-Amz-Signature"))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    String canonical =
        String.join("\n", "GET", "/", query, "host:" + host + "\n", "host", sha256(new byte[0]));
    return sign(canonical, time, scope, credentials);
  }

  /** Of the headers and the body; the query has to be empty. */
  static void check(HttpExchange exchange, byte[] body, Credentials credentials) {
    Matcher found =
        FORM.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    if (!found.matches()) {
      throw KmsError.refusal("MissingAuthenticationTokenException");
    }
    if (!found.group("id").equals(credentials.name())) {
      throw KmsError.refusal("UnrecognizedClientException");
    }
    try {
      if (!expected(exchange, body, credentials, found).equals(found.group("signature"))) {
        throw KmsError.refusal("InvalidSignatureException");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String expected(
      HttpExchange exchange, byte[] body, Credentials credentials, Matcher found)
      throws GeneralSecurityException {
    List<String> names = List.of(found.group("headers").split(";", -1));
    String headers =
        names.stream()
            .map(name -> name + ":" + exchange.getRequestHeaders().getFirst(name).strip() + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join(
            "\n",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            "",
            headers,
            String.join(";", names),
            sha256(body));
    return sign(
        canonical,
        exchange.getRequestHeaders().getFirst("X-Amz-Date"),
        found.group("scope"),
        credentials);
  }

  private static String sign(String canonical, String time, String scope, Credentials credentials)
      throws GeneralSecurityException {
    byte[] key = ("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return HexFormat.of()
        .formatHex(
            hmac(
                key,
                String.join(
                    "\n",
                    "AWS4-HMAC-SHA256",
                    time,
                    scope,
                    sha256(canonical.getBytes(StandardCharsets.UTF_8)))));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
