// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.exposurenotifications.adapters.http.HttpSettings;
import org.exposurenotifications.ports.secrets.Secret;

/** Reads how to listen and answer (publish.md 15.2). */
final class HttpSettingsReader {
  private final Environment environment;

  HttpSettingsReader(Environment environment) {
    this.environment = environment;
  }

  /**
   * @param fallbackAddress where to listen if the environment does not say; likewise the port
   */
  HttpSettings read(Set<Role> roles, String fallbackAddress, int fallbackPort) {
    HttpSettings fallback = HttpSettings.DEFAULT;
    String address = environment.text("BIND_ADDRESS", fallbackAddress);
    return new HttpSettings(
        address,
        environment.number("PORT", fallbackPort, 0, 65_535),
        environment.flag("MAINTENANCE_MODE"),
        environment.number("RESPONSE_PADDING_MIN_BYTES", fallback.paddingMin(), 0, 100_000),
        environment.number("RESPONSE_PADDING_RANGE", fallback.paddingRange(), 0, 100_000),
        environment.parsed(
            "PUBLISH_ANSWER_QUANTUM",
            fallback.answerQuantum(),
            "0 to answer uploads at once, or a duration from 1ms to 5s such as 50ms",
            text -> GoDuration.parse(text).filter(HttpSettings::isQuantum)),
        environment.flag("ENABLE_V1ALPHA1_API"),
        environment.flag("LOG_JSON_PARSE_ERRORS"),
        jobToken(roles, address),
        fallback.limits());
  }

  private Optional<Supplier<Secret>> jobToken(Set<Role> roles, String address) {
    Optional<Supplier<Secret>> token =
        environment.text("JOB_TOKEN").map(_ -> environment.secret("JOB_TOKEN"));
    boolean hasJobs = roles.contains(Role.EXPORT) || roles.contains(Role.CLEANUP);
    if (hasJobs && token.isEmpty() && !isLoopback(address)) {
      environment.problem(
          "JOB_TOKEN",
          "is not set, but whoever reaches "
              + (environment.isSecret("BIND_ADDRESS") ? "BIND_ADDRESS" : address)
              + " could start jobs; set it to a long random text, or BIND_ADDRESS to 127.0.0.1",
          token);
    }
    return token;
  }

  private boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return environment.problem(
          "BIND_ADDRESS",
          "is " + environment.shown("BIND_ADDRESS") + ", which is no address of this machine",
          true);
    }
  }
}
