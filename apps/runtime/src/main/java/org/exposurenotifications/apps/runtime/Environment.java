// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Reads settings from environment variables and collects what is wrong with them, so that all
 * problems are told at once. A variable that is set to the empty text counts as not set.
 */
public final class Environment {
  private final Map<String, String> variables;
  private final List<String> problems;

  public Environment(Map<String, String> variables) {
    this(variables, new ArrayList<>());
  }

  private Environment(Map<String, String> variables, List<String> problems) {
    this.variables = Map.copyOf(variables);
    this.problems = problems;
  }

  /**
   * The same with secrets in the place of references to them; problems are noted together.
   *
   * @param secrets not asked if a problem is noted already: it might be the secrets' own
   */
  public Environment resolve(SecretStore secrets) {
    return problems.isEmpty()
        ? new Environment(new SecretReferences(secrets, problems).resolve(variables), problems)
        : this;
  }

  public Map<String, String> variables() {
    return variables;
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  public String text(String name, String fallback) {
    return text(name).orElse(fallback);
  }

  /** A text that has to be there; {@code remedy} tells how to come by it. */
  public String required(String name, String remedy) {
    return text(name).orElseGet(() -> problem(name, "is not set; " + remedy, ""));
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
        .orElseGet(
            () -> problem(name, "is '" + shown(text.get()) + "' but has to be " + form, fallback));
  }

  /** Notes a problem; the sentence follows the variable's name. */
  public <T> T problem(String name, String sentence, T instead) {
    problems.add(name + " " + sentence);
    return instead;
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
  private static String shown(String value) {
    return value.length() <= 20 ? value : value.substring(0, 8) + "…";
  }

  private static String seconds(Duration duration) {
    return duration.isZero()
        ? "0s"
        : duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
