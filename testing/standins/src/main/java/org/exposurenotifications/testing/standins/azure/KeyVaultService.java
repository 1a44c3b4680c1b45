// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.azure;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.exposurenotifications.testing.standins.azure.HttpsStandIn.Answer;

/**
 * Key Vault's data plane, as far as the adapter uses it, after its public REST reference; the
 * cryptography is real. It wants a bearer token, and tells where to get one.
 */
public final class KeyVaultService implements HttpsStandIn.Service {
  /** The bearer token that it takes. */
  public static final String TOKEN = "token-of-the-test";

  public final VaultSecrets secrets = new VaultSecrets();
  public final VaultKeyRing keys = new VaultKeyRing();

  /** Is told the path of each authorized request before it is answered. */
  public volatile Consumer<String> before = _ -> {};

  @Override
  public Answer answer(
      String method, URI uri, Map<String, List<String>> headers, byte[] requestBody) {
    List<String> authorization = headers.getOrDefault("Authorization", List.of());
    if (authorization.isEmpty()) {
      return new Answer(
          401,
          Map.of(
              "WWW-Authenticate",
              "Bearer authorization=\"https://login.microsoftonline.com/"
                  + "00000000-0000-0000-0000-000000000001\", resource=\"https://vault.azure.net\""),
          "");
    }
    if (!authorization.equals(List.of("Bearer " + TOKEN))) {
      return VaultJson.error(401, "Unauthorized", "InvalidToken");
    }
    before.accept(uri.getPath());
    String[] path = uri.getPath().split("/", -1);
    String base =
        "https://localhost:" + headers.getOrDefault("Host", List.of()).getFirst().split(":", 2)[1];
    Map<?, ?> body = VaultJson.read(requestBody);
    String tail = path.length > 3 ? path[3] : "";
    return switch (path[1] + " " + method + (path.length > 4 ? " " + path[4] : "")) {
      case "secrets PUT" -> secrets.set(base, path[2], text(body, "value"));
      case "secrets GET" -> secrets.get(base, path[2], tail);
      case "keys GET" ->
          tail.equals("versions") ? keys.versions(base, path[2]) : keys.get(base, path[2], tail);
      case "keys POST" -> keys.create(base, path[2], body);
      case "keys POST sign", "keys POST wrapkey", "keys POST unwrapkey" ->
          keys.use(base, path[2], tail, path[4], body);
      default -> VaultJson.error(404, "NotFound", "NotFound");
    };
  }

  static String text(Map<?, ?> body, String name) {
    return String.valueOf(body.get(name));
  }
}
