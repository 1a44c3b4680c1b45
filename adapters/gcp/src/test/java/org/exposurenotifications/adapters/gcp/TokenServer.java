// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Google's token endpoint, as "Using OAuth 2.0 for Server to Server Applications" describes it, and
 * a service account that it knows.
 */
final class TokenServer implements AutoCloseable {
  private static final Base64.Decoder URL = Base64.getUrlDecoder();

  final List<String> issued = new CopyOnWriteArrayList<>();

  /** What service accounts asked for: the claims of each assertion. */
  final List<String> claims = new CopyOnWriteArrayList<>();

  /** Of what is issued. */
  volatile int lifetimeSeconds = 3600;

  /** Answered in place of a token, unless 200. */
  volatile int status = 200;

  private final KeyPair key;
  private final HttpServer server;

  TokenServer() {
    try {
      key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/token", this::answer);
    server.start();
  }

  /** As the file that GOOGLE_APPLICATION_CREDENTIALS names has it, with the platform's scope. */
  GoogleCredentials serviceAccount() throws IOException {
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(key.getPrivate().getEncoded())
            + "\\n-----END PRIVATE KEY-----\\n";
    String file =
        """
        {"type": "service_account", "project_id": "p", "private_key_id": "1",
         "private_key": "%s", "client_email": "keyserver@p.iam.gserviceaccount.com",
         "client_id": "1", "token_uri": "http://127.0.0.1:%d/token"}
        """
            .formatted(pem, server.getAddress().getPort());
    return ServiceAccountCredentials.fromStream(
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
        .createScoped("https://www.googleapis.com/auth/cloud-platform");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String answer = status == 200 ? token(form) : "{\"error\": \"invalid_grant\"}";
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String token(String form) {
    Map<String, String> fields =
        Arrays.stream(form.split("&", -1))
            .map(field -> field.split("=", 2))
            .collect(
                Collectors.toMap(
                    field -> field[0],
                    field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    String[] assertion = String.valueOf(fields.get("assertion")).split("\\.", -1);
    if (!String.valueOf(fields.get("grant_type")).endsWith(":jwt-bearer") || !isSigned(assertion)) {
      throw new IllegalStateException("not an assertion of the service account");
    }
    claims.add(new String(URL.decode(assertion[1]), StandardCharsets.UTF_8));
    issued.add("ya29.canary-" + (issued.size() + 1));
    return """
    {"access_token": "%s", "expires_in": %d, "token_type": "Bearer"}
    """
        .formatted(issued.getLast(), lifetimeSeconds);
  }

  private boolean isSigned(String[] assertion) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key.getPublic());
      signature.update((assertion[0] + "." + assertion[1]).getBytes(StandardCharsets.UTF_8));
      return signature.verify(URL.decode(assertion[2]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
