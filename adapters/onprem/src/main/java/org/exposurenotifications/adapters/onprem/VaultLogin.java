// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.response.AuthResponse;
import io.github.jopenlibs.vault.response.LookupResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.exposurenotifications.adapters.onprem.OnPremConfig.SignIn;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;

/** Proves who we are, once each time it is asked. */
final class VaultLogin {
  private final VaultDriver driver;
  private final SignIn signIn;
  private final InstantSource clock;

  VaultLogin(VaultDriver driver, SignIn signIn, InstantSource clock) {
    this.driver = driver;
    this.signIn = signIn;
    this.clock = clock;
  }

  /** Whether a token that has ended can be replaced. */
  boolean isRepeatable() {
    return !(signIn instanceof SignIn.Token);
  }

  VaultLease signIn() {
    Instant begin = clock.instant();
    return switch (signIn) {
      case SignIn.Token(Secret token) -> lookUp(token, begin);
      case SignIn.AppRole(String mount, String roleId, Secret secretId) ->
          lease(
              "by AppRole",
              "enable the method at " + mount + "/, correct the role id, or make a new secret id",
              begin,
              () -> driver.auth().loginByAppRole(mount, roleId, secretId.reveal()));
      case SignIn.Kubernetes(String mount, String role, Path tokenFile) -> {
        String jwt = read(tokenFile);
        yield lease(
            "as the Kubernetes role '" + role + "'",
            "enable the method at " + mount + "/, and bind this service account to the role",
            begin,
            () -> driver.auth().loginByKubernetes(role, jwt, "auth/" + mount));
      }
    };
  }

  /** The same token with a later end. */
  VaultLease renew(VaultLease lease) {
    return lease(
        "again",
        "the token is at the end of its longest life, or its policy lacks auth/token/renew-self",
        clock.instant(),
        () -> driver.auth(lease.token()).renewSelf());
  }

  /** Whether the server knows the token; tokens of most policies may ask that. */
  boolean isAlive(VaultLease lease) {
    try {
      LookupResponse _ = driver.auth(lease.token()).lookupSelf();
      return true;
    } catch (VaultException e) {
      if (e.getHttpStatusCode() == 403) {
        return false;
      }
      throw VaultFailure.of("look the token up in Vault", e, "correct the address");
    }
  }

  private VaultLease lookUp(Secret token, Instant begin) {
    try {
      LookupResponse found = driver.auth(token).lookupSelf();
      return lease(token, found.isRenewable(), begin, found.getTTL());
    } catch (VaultException e) {
      if (e.getHttpStatusCode() == 403) {
        // perhaps it may do what it is needed for, but not this
        return VaultLease.endless(token, begin);
      }
      throw VaultFailure.of("look the token up in Vault", e, "correct the address");
    }
  }

  private interface Request {
    AuthResponse send() throws VaultException;
  }

  private static VaultLease lease(String how, String remedy, Instant begin, Request request) {
    try {
      AuthResponse answer = request.send();
      String token = answer.getAuthClientToken();
      if (token == null || token.isEmpty()) {
        throw new PortFailure.Permanent(
            "Vault's answer to signing in " + how + " holds no token; correct the address", null);
      }
      return lease(
          new Secret(Bytes.of(token.getBytes(StandardCharsets.UTF_8))),
          answer.isAuthRenewable(),
          begin,
          answer.getAuthLeaseDuration());
    } catch (VaultException e) {
      throw VaultFailure.of("sign in to Vault " + how, e, remedy);
    }
  }

  private static VaultLease lease(Secret token, boolean renewable, Instant begin, long seconds) {
    return seconds == 0
        ? VaultLease.endless(token, begin)
        : VaultLease.lasting(token, renewable, begin, Duration.ofSeconds(seconds));
  }

  private static String read(Path tokenFile) {
    try {
      return new String(SmallFile.read(tokenFile, SmallFile.SECRET), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw FileFailure.of("read the service account's token in " + tokenFile, e);
    }
  }
}
