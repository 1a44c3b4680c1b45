// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;

/**
 * What follows {@code secret://} in a variable: a platform's reference, and what is to be done with
 * the secret.
 *
 * @param name as the platform takes it
 * @param path to a part of a JSON object, member by member; empty for the secret as it is
 * @param asFile whether the variable is to name a file that holds it
 */
record SecretReference(String name, List<String> path, boolean asFile) {
  static final String SCHEME = "secret://";

  private static final String TARGET = "target=";
  private static final String JSON = "json=";

  SecretReference {
    path = List.copyOf(path);
  }

  /**
   * Takes apart {@code secret://NAME?target=file&json=a.b}; options that are not ours are part of
   * the platform's reference.
   *
   * @param expansion whether a name's dots lead into a JSON object, as with SECRET_EXPANSION of the
   *     Go server
   * @throws PortFailure.Permanent if the target is no target
   */
  static SecretReference parse(String item, boolean expansion) {
    String reference = item.substring(SCHEME.length());
    int query = reference.indexOf('?');
    List<String> options =
        query < 0 ? List.of() : List.of(reference.substring(query + 1).split("&"));
    String name = (query < 0 ? reference : reference.substring(0, query)) + foreign(options);
    List<String> path = new ArrayList<>();
    if (expansion) {
      String[] parts = name.split("\\.");
      name = parts[0];
      path.addAll(Arrays.asList(parts).subList(1, parts.length));
    }
    option(JSON, options).ifPresent(dotted -> path.addAll(List.of(dotted.split("\\."))));
    Optional<String> target = option(TARGET, options);
    if (target.filter(text -> !text.equals("file")).isPresent()) {
      throw new PortFailure.Permanent("the only target of a secret is file", null);
    }
    return new SecretReference(name, path, target.isPresent());
  }

  private static Optional<String> option(String key, List<String> options) {
    return options.stream()
        .filter(option -> option.startsWith(key))
        .map(option -> option.substring(key.length()))
        .findFirst();
  }

  private static String foreign(List<String> options) {
    List<String> others =
        options.stream()
            .filter(option -> !option.startsWith(JSON) && !option.startsWith(TARGET))
            .toList();
    return others.isEmpty() ? "" : "?" + String.join("&", others);
  }
}
