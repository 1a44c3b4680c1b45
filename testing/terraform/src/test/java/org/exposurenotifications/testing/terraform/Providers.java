// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.testing.standins.TerraformProviders;

/**
 * Where Terraform finds providers.
 *
 * @param vendors a {@code filesystem_mirror} with some of the vendors' own, which go first
 * @param standins one with stand-ins for all
 */
record Providers(Optional<Path> vendors, Path standins) {
  private static final String HOST = "registry.terraform.io/hashicorp";

  /** Stand-ins, with the vendors' schemas. */
  static Providers ofStandins() {
    return new Providers(Optional.empty(), TerraformProviders.mirror());
  }

  /**
   * The vendors' own in the folder that {@code KEYSERVER_TERRAFORM_PLUGINS} names, and stand-ins
   * for the others; empty if it names none.
   */
  static Optional<Providers> vendorsOwn() {
    return Optional.ofNullable(System.getenv("KEYSERVER_TERRAFORM_PLUGINS"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> new Providers(Optional.of(Path.of(folder)), TerraformProviders.mirror()));
  }

  /** A CLI configuration file. */
  String configuration() {
    List<String> own = vendors.map(Providers::providersIn).orElse(List.of());
    return "provider_installation {\n"
        + vendors.map(folder -> mirror(folder, "include", own)).orElse("")
        + mirror(standins, "exclude", own)
        + "}\n";
  }

  private static String mirror(Path folder, String which, List<String> providers) {
    return "  filesystem_mirror {\n    path = \"%s\"\n    %s = [%s]\n  }\n"
        .formatted(folder, which, String.join(", ", providers));
  }

  private static List<String> providersIn(Path mirror) {
    try (Stream<Path> providers = Files.list(mirror.resolve(HOST))) {
      return providers.map(each -> "\"hashicorp/" + each.getFileName() + "\"").sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
