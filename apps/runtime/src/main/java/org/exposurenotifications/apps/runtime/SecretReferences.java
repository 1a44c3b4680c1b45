// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Replaces references to secrets in the environment (publish.md 15): a value, or an item of a
 * comma-separated list, of the form {@code secret://REFERENCE}. Thread-safe.
 */
final class SecretReferences {
  private final SecretStore secrets;
  private final SecretFiles files;
  private final boolean expansion;

  /**
   * @param expansion whether a reference's dots lead into JSON
   */
  SecretReferences(SecretStore secrets, SecretFiles files, boolean expansion) {
    this.secrets = secrets;
    this.files = files;
    this.expansion = expansion;
  }

  static boolean isIn(String value) {
    return Arrays.stream(value.split(",", -1)).anyMatch(SecretReferences::isReference);
  }

  /**
   * The value with secrets in the place of references.
   *
   * @throws PortFailure if one cannot be had; the message follows the variable's name
   */
  String resolve(String variable, String value) {
    return Arrays.stream(value.split(",", -1))
        .map(item -> isReference(item) ? secret(variable, item.strip()) : item)
        .collect(Collectors.joining(","));
  }

  private static boolean isReference(String item) {
    return item.strip().startsWith(SecretReference.SCHEME);
  }

  private String secret(String variable, String item) {
    SecretReference reference = SecretReference.parse(item, expansion);
    Secret found = find(reference);
    Secret part =
        reference.path().isEmpty()
            ? found
            : SecretJson.at(reference.path(), found)
                .orElseThrow(() ->
                    new PortFailure.Permanent(
                        "the secret '%s' has no text at %s; correct the reference, or the secret"
                            .formatted(reference.name(), String.join(".", reference.path())),
                        null));
    return reference.asFile() ? files.write(variable, part).toString() : part.reveal();
  }

  private Secret find(SecretReference reference) {
    return secrets
        .find(reference.name())
        .orElseThrow(() ->
            new PortFailure.Permanent(
                "there is no secret '"
                    + reference.name()
                    + "'; create it, or correct the reference",
                null));
  }
}
