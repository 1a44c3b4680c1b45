// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.api.Logical;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.response.LogicalResponse;
import io.github.jopenlibs.vault.rest.RestResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.exposurenotifications.ports.PortFailure;

/** Speaks with one Vault server, on first use at the earliest. Thread-safe. */
final class VaultClient implements AutoCloseable {
  private final OnPremConfig.Vault config;
  private final VaultDriver driver;
  private final VaultSession session;
  private final Retries retries;

  VaultClient(
      OnPremConfig.Vault config,
      InstantSource clock,
      RandomGenerator random,
      Retries.Sleeper sleeper,
      Alarm alarm) {
    this.config = config;
    this.driver = new VaultDriver(config);
    this.session =
        new VaultSession(
            new VaultLogin(driver, config.signIn(), clock), clock, alarm, driver.patience());
    this.retries = new Retries(clock, random, sleeper, config.timeout());
  }

  /**
   * @param path may have a query
   */
  VaultAnswer read(String path) {
    String subject = path.replaceFirst("\\?.*", "");
    return call(
        "read " + subject + " from Vault", "read on " + subject, logical -> logical.read(path));
  }

  VaultAnswer write(String path, Map<String, Object> body) {
    return call(
        "write " + path + " to Vault", "update on " + path, logical -> logical.write(path, body));
  }

  /** What is wrong with the way to the server. */
  List<String> check() {
    try {
      VaultAnswer token = read("auth/token/lookup-self");
      return token.status() == 200
          ? List.of()
          : List.of("There is no Vault at " + config.address() + ": correct the address.");
    } catch (PortFailure failure) {
      return List.of("Vault at " + config.address() + ": " + failure.getMessage() + ".");
    }
  }

  /** What is wrong with an engine that should be there. */
  List<String> checkMount(String mount, String type) {
    String wanted =
        "There is no %s engine at %s/ in Vault, or the policy allows nothing below it: enable it"
            .formatted(type, mount);
    try {
      VaultAnswer answer = read("sys/internal/ui/mounts/" + mount);
      JsonObject data = answer.hasData() ? answer.data() : new JsonObject();
      return type.equals(data.getString("type", "")) ? List.of() : List.of(wanted + ".");
    } catch (PortFailure.Permanent _) {
      return List.of(wanted + ".");
    } catch (PortFailure.Transient failure) {
      return List.of("Vault at " + config.address() + ": " + failure.getMessage() + ".");
    }
  }

  private interface Operation {
    LogicalResponse on(Logical logical) throws VaultException;
  }

  private VaultAnswer call(String attempt, String capability, Operation operation) {
    return retries.run(() -> {
      VaultLease lease = session.current();
      VaultAnswer answer = send(attempt, lease, operation);
      if (answer.status() == 403) {
        Optional<VaultLease> other = session.replace(lease);
        answer = other.isEmpty() ? answer : send(attempt, other.get(), operation);
      }
      if (answer.status() == 403) {
        throw answer.refusal(
            "give the token's policy " + capability + ", or supply a token that has not ended");
      }
      return answer;
    });
  }

  private VaultAnswer send(String attempt, VaultLease lease, Operation operation) {
    try {
      RestResponse answer = operation.on(driver.logical(lease.token())).getRestResponse();
      String body = new String(answer.getBody(), StandardCharsets.UTF_8);
      if (VaultFailure.isPassing(answer.getStatus())) {
        throw new VaultException(body, answer.getStatus());
      }
      return new VaultAnswer(attempt, answer.getStatus(), body);
    } catch (VaultException e) {
      if (VaultFailure.isDisguisedRefusal(e)) {
        return new VaultAnswer(attempt, 400, String.valueOf(e.getMessage()));
      }
      throw VaultFailure.of(attempt, e, "correct the request");
    }
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    driver.close();
    session.close();
  }
}
