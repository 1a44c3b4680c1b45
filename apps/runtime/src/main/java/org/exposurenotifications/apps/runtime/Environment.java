// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Reads settings from environment variables and collects what is wrong with them, so that all
 * problems are told at once. A variable that is set to the empty text counts as not set.
 */
public final class Environment {
  private static final Duration CACHE_TTL = Duration.ofMinutes(5);

  private final Map<String, String> variables;
  private final List<String> problems;
  private final Set<String> asked;

  private final Map<String, String> firstValues = new ConcurrentHashMap<>();

  /** Once secrets can be had. */
  private final Optional<SecretReferences> secrets;

  public Environment(Map<String, String> variables) {
    this(variables, new ArrayList<>(), new ConcurrentSkipListSet<>(), Optional.empty());
  }

  private Environment(
      Map<String, String> variables,
      List<String> problems,
      Set<String> asked,
      Optional<SecretReferences> secrets) {
    this.variables = Map.copyOf(variables);
    this.problems = problems;
    this.asked = asked;
    this.secrets = secrets;
  }

  /**
   * The same with secrets in the place of references to them; problems are noted together. What was
   * read before has to be literal: where secrets are, and whatever else chooses the platform.
   *
   * @param store not asked if a problem is noted already: it might be the store's own
   * @param clock tells when a secret is to be looked up again
   */
  public Environment resolve(SecretStore store, InstantSource clock) {
    var references =
        new SecretReferences(
            new SecretCache(store, duration("SECRET_CACHE_TTL", CACHE_TTL, Duration.ZERO), clock),
            new SecretFiles(text("SECRETS_DIR").map(Path::of)),
            flag("SECRET_EXPANSION"));
    if (!problems.isEmpty()) {
      return this;
    }
    return new Environment(variables, problems, asked, Optional.of(references));
  }

  /** Looked up when it is first asked for, so that a command needs no secret but its own. */
  private String firstValue(SecretReferences references, String name, String value) {
    return firstValues.computeIfAbsent(
        name,
        _ -> {
          try {
            return references.resolve(name, value);
          } catch (PortFailure failure) {
            problems.add(name + ": " + failure.getMessage());
            return "";
          }
        });
  }

  /** As they are set, with references to secrets in their places. */
  public Map<String, String> variables() {
    return variables;
  }

  /**
   * The names that were asked for so far, whether set or not. One that is set and is not among them
   * has no effect: a deployment's tests find misspelt variables by it.
   */
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  public Optional<String> text(String name) {
    asked.add(name);
    String value = variables.getOrDefault(name, "");
    if (!SecretReferences.isIn(value)) {
      return present(value);
    }
    return secrets.isPresent()
        ? present(firstValue(secrets.get(), name, value))
        : problem(name, "has to be literal: it is read before any secret can be", Optional.empty());
  }

  /**
   * A secret that may be rotated while the process runs: to be asked for at each use, and then as
   * new as SECRET_CACHE_TTL says. It throws a {@link PortFailure} if the secret is gone meanwhile.
   * Empty if the variable is not set.
   */
  public Supplier<Secret> secret(String name) {
    Secret now = secretOf(text(name, ""));
    return secrets
        .filter(_ -> isSecret(name))
        .<Supplier<Secret>>map(references ->
            () -> secretOf(references.resolve(name, variables.getOrDefault(name, ""))))
        .orElse(() -> now);
  }

  public String text(String name, String fallback) {
    return text(name).orElse(fallback);
  }

  /** A text that has to be there; {@code remedy} tells how to come by it. */
  public String required(String name, String remedy) {
    return text(name)
        .orElseGet(() -> isSet(name) ? "" : problem(name, "is not set; " + remedy, ""));
  }

  public boolean flag(String name) {
    return parsed(
        name,
        false,
        "true or false",
        text ->
            switch (text) {
              case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
              case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
              case String _ -> Optional.empty();
            });
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  public int number(String name, int fallback, int least, int most) {
    return parsed(
        name,
        fallback,
        "a whole number from " + least + " to " + most,
        text ->
            text.matches("-?\\d{1,10}")
                ? Optional.of(Long.parseLong(text))
                    .filter(value -> least <= value && value <= most)
                    .map(Math::toIntExact)
                : Optional.empty());
  }

  /** A duration of at least {@code least}. */
  public Duration duration(String name, Duration fallback, Duration least) {
    return parsed(
        name,
        fallback,
        "a duration such as 90s, 15m or 4h30m, at least " + seconds(least),
        text -> GoDuration.parse(text).filter(value -> value.compareTo(least) >= 0));
  }

  /** A duration of whole seconds, at least {@code least}. */
  public Duration wholeSeconds(String name, Duration fallback, Duration least) {
    return parsed(
        name,
        fallback,
        "a duration in whole seconds such as 90s, 15m or 4h, at least " + seconds(least),
        text ->
            GoDuration.parse(text)
                .filter(value -> value.compareTo(least) >= 0)
                .filter(value -> value.equals(Duration.ofSeconds(value.toSeconds()))));
  }

  public <E extends Enum<E>> E choice(String name, E fallback) {
    E[] values = fallback.getDeclaringClass().getEnumConstants();
    return parsed(
        name,
        fallback,
        "one of " + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", ")),
        text -> Arrays.stream(values).filter(value -> value.name().equals(text)).findFirst());
  }

  /** Bytes as standard base64, at least one. */
  public Bytes base64(String name, String remedy) {
    String text = required(name, remedy);
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException _) {
      return problem(name, "is not standard base64; " + remedy, Bytes.empty());
    }
  }

  /**
   * A value of some other form.
   *
   * @param form completes the sentence "has to be …"
   * @param parser empty if the text is not of the form
   */
  public <T> T parsed(String name, T fallback, String form, Function<String, Optional<T>> parser) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    return parser
        .apply(text.get())
        .orElseGet(() -> problem(name, "is " + shown(name) + " but has to be " + form, fallback));
  }

  /**
   * Notes a problem, once; the sentence follows the variable's name. A variable whose secret is not
   * there has its problem already, and not being set is none.
   */
  public <T> T problem(String name, String sentence, T instead) {
    String problem = name + " " + sentence;
    if (!problems.contains(problem)
        && problems.stream().noneMatch(noted -> noted.startsWith(name + ": "))) {
      problems.add(problem);
    }
    return instead;
  }

  /** What is wrong so far, one sentence each. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * @throws ConfigurationException if there was any problem
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** A value of the wrong form might be a secret in the wrong place: show its beginning only. */
  String shown(String name) {
    if (isSecret(name)) {
      return "a secret";
    }
    String value = text(name, "");
    return "'" + (value.length() <= 20 ? value : value.substring(0, 8) + "…") + "'";
  }

  /** Whether the variable refers to a secret, which is not to be shown. */
  boolean isSecret(String name) {
    return SecretReferences.isIn(variables.getOrDefault(name, ""));
  }

  private boolean isSet(String name) {
    return !variables.getOrDefault(name, "").isEmpty();
  }

  private static Optional<String> present(String value) {
    return Optional.of(value).filter(text -> !text.isEmpty());
  }

  private static Secret secretOf(String text) {
    return new Secret(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String seconds(Duration duration) {
    return duration.isZero()
        ? "0s"
        : duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
