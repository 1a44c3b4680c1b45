// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.response.LogicalResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exposurenotifications.adapters.onprem.OnPremConfig.SignIn;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.standins.StandIn;
import org.jspecify.annotations.Nullable;

/** The Vault server of all tests here, as its administrator sees it. */
final class TestVault {
  private static final Path MANUAL = Path.of("../../docs/operations/onprem.md");
  private static final AtomicInteger WORDS = new AtomicInteger();
  private static @Nullable TestVault running;

  private final StandIn server;
  private final Vault admin;

  private TestVault(StandIn server) throws VaultException {
    this.server = server;
    VaultConfig config =
        new VaultConfig()
            .address(server.address().toString())
            .token(server.credentials().secret())
            .build();
    this.admin = Vault.create(config, 1);
  }

  /** Ends with the JVM. */
  static synchronized TestVault running() {
    if (running == null) {
      try {
        running = new TestVault(StandIn.vault());
        running.writePolicy("keyserver", manualPolicy(0));
        running.writePolicy("keyserver-setup", manualPolicy(1));
      } catch (VaultException e) {
        throw new AssertionError(e);
      }
    }
    return running;
  }

  /** A word that nobody else got. */
  static String word() {
    return "t" + WORDS.incrementAndGet();
  }

  /** Of a server that nobody else uses. */
  static void seal(StandIn server) {
    try {
      new TestVault(server).admin.sys().seal().seal();
    } catch (VaultException e) {
      throw new AssertionError(e);
    }
  }

  URI address() {
    return server.address();
  }

  SignIn.Token root() {
    return new SignIn.Token(secret(server.credentials().secret()));
  }

  static Secret secret(String text) {
    return new Secret(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  OnPremConfig.Vault as(SignIn signIn) {
    return at(address(), signIn);
  }

  static OnPremConfig.Vault at(URI address, SignIn signIn) {
    return new OnPremConfig.Vault(
        address, Optional.empty(), Optional.empty(), signIn, Duration.ofSeconds(15));
  }

  /** A role that nobody else has. */
  SignIn.AppRole appRole(String policies) {
    return appRole(policies, "1h");
  }

  /**
   * @param life of its tokens
   */
  SignIn.AppRole appRole(String policies, String life) {
    String role = "auth/approle/role/" + word();
    write(role, Map.of("token_policies", policies, "token_ttl", life));
    return new SignIn.AppRole(
        "approle",
        read(role + "/role-id").getString("role_id", ""),
        secret(write(role + "/secret-id", Map.of()).getString("secret_id", "")));
  }

  /** A token of the root token's making. */
  SignIn.Token token(Map<String, Object> settings) {
    LogicalResponse answer = send(() -> admin.logical().write("auth/token/create", settings));
    JsonObject auth = parse(answer).get("auth").asObject();
    return new SignIn.Token(secret(auth.getString("client_token", "")));
  }

  void writePolicy(String name, String policy) {
    JsonObject _ = write("sys/policies/acl/" + name, Map.of("policy", policy));
  }

  /** The member {@code data} of the answer, empty if there is none. */
  JsonObject write(String path, Map<String, Object> body) {
    return data(send(() -> admin.logical().write(path, body)));
  }

  JsonObject read(String path) {
    return data(send(() -> admin.logical().read(path)));
  }

  void delete(String path) {
    LogicalResponse _ = send(() -> admin.logical().delete(path));
  }

  int status(String path) {
    try {
      return admin.logical().read(path).getRestResponse().getStatus();
    } catch (VaultException e) {
      throw new AssertionError(e);
    }
  }

  /** A block of the manual for operators: what it tells them is what is tested. */
  private static String manualPolicy(int index) {
    try {
      Matcher blocks =
          Pattern.compile("```hcl\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
      List<String> policies = blocks.results().map(block -> block.group(1)).toList();
      return policies.get(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Request {
    LogicalResponse send() throws VaultException;
  }

  private static LogicalResponse send(Request request) {
    try {
      LogicalResponse response = request.send();
      if (response.getRestResponse().getStatus() >= 300) {
        throw new AssertionError(
            new String(response.getRestResponse().getBody(), StandardCharsets.UTF_8));
      }
      return response;
    } catch (VaultException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject data(LogicalResponse response) {
    return response.getDataObject() == null ? new JsonObject() : response.getDataObject();
  }

  private static JsonObject parse(LogicalResponse response) {
    return Json.parse(new String(response.getRestResponse().getBody(), StandardCharsets.UTF_8))
        .asObject();
  }
}
