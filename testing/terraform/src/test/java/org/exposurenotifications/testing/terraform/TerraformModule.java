// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cloud's folder of Terraform files, and the tables there that Terraform reads as well. */
final class TerraformModule {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

  private final Path folder;

  private TerraformModule(Path folder) {
    this.folder = folder;
  }

  /** That of {@code apps/APP}; Maven runs tests in their module's folder. */
  static TerraformModule of(String app) {
    return new TerraformModule(project().resolve("apps").resolve(app).resolve("terraform"));
  }

  /** The project's folder. */
  static Path project() {
    return Path.of("../..").toAbsolutePath().normalize();
  }

  Path folder() {
    return folder;
  }

  /** A YAML file, as it stands. */
  JsonNode table(String file) {
    return parse(read(folder.resolve(file)));
  }

  /** What {@code permissions.yaml} grants by roles: those of ours by their permissions. */
  Set<Grant> grantsOfRoles() {
    JsonNode table = table("permissions.yaml");
    return table.get("grants").properties().stream()
        .flatMap(role ->
            Json.stream(role.getValue())
                .flatMap(grant ->
                    permissions(table.get("roles"), grant.get("role").asText())
                        .map(each -> Grant.of(role.getKey(), each, grant.get("where").asText()))))
        .collect(Collectors.toSet());
  }

  /** Of a role of the vendor's, itself. */
  private static Stream<String> permissions(JsonNode own, String role) {
    return own.has(role) ? Json.texts(own.get(role)).stream() : Stream.of(role);
  }

  /** The text of one file of HCL. */
  String hcl(String file) {
    return read(folder.resolve(file));
  }

  List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What {@code environment.yaml} gives to the containers of a role.
   *
   * @param auth PASSWORD or IAM
   * @param places what is filled in by Terraform
   */
  Map<String, String> environment(String role, String auth, Map<String, String> places) {
    String text =
        PLACE
            .matcher(read(folder.resolve("environment.yaml")))
            .replaceAll(place -> Matcher.quoteReplacement(value(places, place.group(1))));
    JsonNode sections = parse(text);
    var variables = new TreeMap<String, String>();
    for (String section : List.of("all", auth.toLowerCase(Locale.ROOT), role)) {
      sections
          .required(section)
          .properties()
          .forEach(variable -> variables.put(variable.getKey(), variable.getValue().asText()));
    }
    return variables;
  }

  /** The names of what Terraform fills in. */
  Set<String> places() {
    return PLACE
        .matcher(read(folder.resolve("environment.yaml")))
        .results()
        .map(place -> place.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String value(Map<String, String> places, String name) {
    if (!places.containsKey(name)) {
      throw new IllegalArgumentException("nothing to fill in for " + name);
    }
    return places.get(name);
  }

  private static JsonNode parse(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
