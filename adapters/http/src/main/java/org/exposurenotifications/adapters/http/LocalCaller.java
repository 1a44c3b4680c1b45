// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells a program on this machine from a web page in its browser, by way of DNS rebinding or not,
 * and from a proxy that passes on what strangers send. It is asked only where nobody else can
 * connect. A proxy that leaves no trace is not noticed: behind one, jobs need a token.
 */
final class LocalCaller {
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i:localhost|127(?:\\." + OCTET + "){3}|\\[::1])(?::\\d{1,5})?");

  private LocalCaller() {}

  /** What to answer anyone else; empty for a program on this machine. */
  static Optional<Answer> refusal(Exchange exchange) {
    List<String> hosts = exchange.headers("Host");
    if (!exchange.method().equals("POST")) {
      return refuse("Without a job token, jobs are started by POST only.");
    }
    if (hosts.size() != 1 || !LOOPBACK.matcher(hosts.getFirst()).matches()) {
      return refuse("Without a job token, the Host has to be a loopback address or localhost.");
    }
    if (!exchange.headers("Origin").stream().allMatch(("http://" + hosts.getFirst())::equals)) {
      return refuse("Without a job token, no web page of another origin may start jobs.");
    }
    if (exchange.headerNames().stream().anyMatch(LocalCaller::isOfProxy)) {
      return refuse("Without a job token, no proxy may pass on calls of jobs.");
    }
    return Optional.empty();
  }

  private static Optional<Answer> refuse(String reason) {
    return Optional.of(
        Answer.error(
            403,
            reason + " Set JOB_TOKEN at the server, and send it as a bearer token.",
            "forbidden"));
  }

  private static boolean isOfProxy(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.equals("via")
        || name.startsWith("forwarded")
        || name.startsWith("x-forwarded")
        || name.startsWith("x-real-ip")
        || name.startsWith("x-original-")
        || name.endsWith("client-ip")
        || name.endsWith("connecting-ip");
  }
}
