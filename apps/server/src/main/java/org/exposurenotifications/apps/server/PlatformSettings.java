// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.exposurenotifications.apps.runtime.Environment;

/** Reads what the variables of several platforms have in common. */
public final class PlatformSettings {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(10);

  /** The Go server's names of providers, and the app that has each. */
  private static final Map<String, String> HOMES =
      Map.ofEntries(
          Map.entry("GOOGLE_CLOUD_STORAGE", "gcp"),
          Map.entry("GOOGLE_CLOUD_KMS", "gcp"),
          Map.entry("GOOGLE_SECRET_MANAGER", "gcp"),
          Map.entry("AWS_S3", "aws"),
          Map.entry("AWS_KMS", "aws"),
          Map.entry("AWS_SECRETS_MANAGER", "aws"),
          Map.entry("AZURE_BLOB_STORAGE", "azure"),
          Map.entry("AZURE_KEY_VAULT", "azure"),
          Map.entry("HASHICORP_VAULT", "onprem"),
          Map.entry("FILESYSTEM", "onprem"),
          Map.entry("IN_MEMORY", "onprem"));

  /** In the place of a wrong one, so that all problems can be told together. */
  private static final URI NOWHERE = URI.create("https://localhost");

  private final Environment environment;

  /**
   * @param environment where problems are noted
   */
  public PlatformSettings(Environment environment) {
    this.environment = environment;
  }

  /** One of the providers that the app has; a foreign one is refused, naming the app that does. */
  public <E extends Enum<E>> E provider(String name, E fallback) {
    E[] own = fallback.getDeclaringClass().getEnumConstants();
    Optional<String> foreign =
        environment
            .text(name)
            .filter(HOMES::containsKey)
            .filter(text -> Arrays.stream(own).map(Enum::name).noneMatch(text::equals));
    return foreign.isEmpty()
        ? environment.choice(name, fallback)
        : environment.problem(
            name,
            "is %s, which this app does not have; use the app %s, or set it to %s"
                .formatted(
                    foreign.get(),
                    HOMES.get(foreign.get()),
                    Arrays.stream(own).map(Enum::name).collect(Collectors.joining(" or "))),
            fallback);
  }

  /** The address of a service: http or https, a host and perhaps a port. */
  public Optional<URI> address(String name) {
    return uri(
        name,
        "an address such as https://HOST or http://HOST:PORT, without a path",
        uri -> uri.getRawPath().isEmpty());
  }

  /** As an address, but perhaps with a path. */
  public Optional<URI> location(String name) {
    return uri(name, "an address such as https://HOST or http://HOST:PORT/PATH", _ -> true);
  }

  private Optional<URI> uri(String name, String form, Predicate<URI> right) {
    return environment.text(name).isEmpty()
        ? Optional.empty()
        : Optional.of(environment.parsed(name, NOWHERE, form, text -> parse(text).filter(right)));
  }

  /** How long a request to the platform may take with all its retries; 1 second to 10 minutes. */
  public Duration deadline(Duration fallback) {
    Duration deadline = environment.duration("PLATFORM_DEADLINE", fallback, LEAST);
    return deadline.compareTo(MOST) <= 0
        ? deadline
        : environment.problem("PLATFORM_DEADLINE", "is too long; 10m at most", fallback);
  }

  /** Without a slash at its end. */
  private static Optional<URI> parse(String text) {
    try {
      URI address = new URI(text.replaceFirst("/$", ""));
      boolean plain =
          address.getHost() != null
              && address.getRawUserInfo() == null
              && address.getRawQuery() == null
              && address.getRawFragment() == null;
      return plain && String.valueOf(address.getScheme()).matches("https?")
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
