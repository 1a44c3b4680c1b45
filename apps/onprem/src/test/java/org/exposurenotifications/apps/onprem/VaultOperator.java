// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.response.LogicalResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.exposurenotifications.testing.standins.StandIn;

/** Sets Vault up as the manual says, with the manual's policies. */
final class VaultOperator {
  private static final Path MANUAL = Path.of("../../docs/operations/onprem.md");

  private final Vault vault;

  VaultOperator(StandIn server) throws VaultException {
    vault =
        Vault.create(
            new VaultConfig()
                .address(server.address().toString())
                .token(server.credentials().secret())
                .build(),
            1);
    List<String> policies =
        Pattern.compile("```hcl\n(.*?)```", Pattern.DOTALL)
            .matcher(read(MANUAL))
            .results()
            .map(block -> block.group(1))
            .toList();
    write("sys/policies/acl/keyserver", Map.of("policy", policies.get(0)));
    write("sys/policies/acl/keyserver-setup", Map.of("policy", policies.get(1)));
    write("transit/keys/revision-token", Map.of("type", "aes256-gcm96"));
  }

  void plant(String name, String value) throws VaultException {
    write("secret/data/keyserver/" + name, Map.of("data", new JsonObject().add("value", value)));
  }

  /** A role's id and secret, as the variables of who signs in with them. */
  Map<String, String> appRole(String policy) throws VaultException {
    String role = "auth/approle/role/" + policy;
    write(role, Map.of("token_policies", policy, "token_ttl", "1h"));
    return Map.of(
        "VAULT_ROLE_ID",
        checked(vault.logical().read(role + "/role-id")).getData().get("role_id"),
        "VAULT_SECRET_ID",
        write(role + "/secret-id", Map.of()).getData().get("secret_id"));
  }

  private LogicalResponse write(String path, Map<String, Object> body) throws VaultException {
    return checked(vault.logical().write(path, body));
  }

  private static LogicalResponse checked(LogicalResponse answer) {
    if (answer.getRestResponse().getStatus() >= 300) {
      throw new AssertionError(
          new String(answer.getRestResponse().getBody(), StandardCharsets.UTF_8));
    }
    return answer;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
