// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.adapters.onprem.OnPremConfig.SignIn;
import org.exposurenotifications.adapters.onprem.OnPremConfig.Vault;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;

/** Reads where Vault is and how to sign in, from the variables of Vault's own clients. */
final class VaultReader {
  private static final URI NOWHERE = URI.create("http://localhost");
  private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/token";
  private static final List<String> WAYS =
      List.of("VAULT_TOKEN", "VAULT_ROLE_ID", "VAULT_KUBERNETES_ROLE");

  private static final String WORD = "[A-Za-z0-9_-][A-Za-z0-9_.-]*";

  private VaultReader() {}

  /** What is wrong is noted in the environment, which the caller checks before use. */
  static Vault read(Environment environment) {
    return new Vault(
        address(environment),
        path(environment, "VAULT_NAMESPACE"),
        environment.text("VAULT_CACERT").map(Path::of),
        signIn(environment),
        environment.duration(
            "VAULT_CLIENT_TIMEOUT", Duration.ofSeconds(15), Duration.ofSeconds(1)));
  }

  static String transitMount(Environment environment) {
    return path(environment, "VAULT_TRANSIT_MOUNT").orElse("transit");
  }

  private static URI address(Environment environment) {
    String text =
        environment.required("VAULT_ADDR", "name the server, such as https://vault.example:8200");
    if (text.isEmpty()) {
      return NOWHERE;
    }
    try {
      URI address = new URI(text);
      Vault _ =
          new Vault(address, Optional.empty(), Optional.empty(), nobody(), Duration.ofSeconds(1));
      return address;
    } catch (URISyntaxException | IllegalArgumentException _) {
      return environment.problem(
          "VAULT_ADDR",
          "is not an address of Vault; it has to be like https://vault.example:8200, without"
              + " a path or a password",
          NOWHERE);
    }
  }

  private static SignIn signIn(Environment environment) {
    List<String> given =
        new ArrayList<>(WAYS.stream().filter(way -> environment.text(way).isPresent()).toList());
    if (given.size() > 1) {
      return environment.problem(
          given.getLast(), "is set beside " + given.getFirst() + "; keep one of them", nobody());
    }
    if (given.isEmpty()) {
      return environment.problem(
          "VAULT_TOKEN",
          "is not set; set it to a token, or set VAULT_ROLE_ID and VAULT_SECRET_ID, or"
              + " VAULT_KUBERNETES_ROLE, to sign in to Vault",
          nobody());
    }
    Optional<String> mount = path(environment, "VAULT_AUTH_MOUNT");
    return switch (given.getFirst()) {
      case "VAULT_TOKEN" -> token(environment);
      case "VAULT_ROLE_ID" ->
          new SignIn.AppRole(
              mount.orElse("approle"),
              environment.text("VAULT_ROLE_ID", ""),
              secret(
                  environment.required(
                      "VAULT_SECRET_ID",
                      "make one: vault write -f auth/approle/role/ROLE/secret-id")));
      default ->
          new SignIn.Kubernetes(
              mount.orElse("kubernetes"),
              environment.text("VAULT_KUBERNETES_ROLE", ""),
              Path.of(environment.text("VAULT_KUBERNETES_TOKEN_FILE", ACCOUNT)));
    };
  }

  private static SignIn token(Environment environment) {
    try {
      return new SignIn.Token(secret(environment.text("VAULT_TOKEN", "")));
    } catch (IllegalArgumentException _) {
      return environment.problem(
          "VAULT_TOKEN", "holds more than a token; take spaces and line ends away", nobody());
    }
  }

  private static Optional<String> path(Environment environment, String name) {
    return environment.parsed(
        name,
        Optional.empty(),
        "words with single slashes between them",
        text ->
            text.matches(WORD + "(/" + WORD + ")*/?")
                ? Optional.of(Optional.of(text))
                : Optional.empty());
  }

  private static SignIn nobody() {
    return new SignIn.Token(secret("none"));
  }

  private static Secret secret(String text) {
    return new Secret(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
