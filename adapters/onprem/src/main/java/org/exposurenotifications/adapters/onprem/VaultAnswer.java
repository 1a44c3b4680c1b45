// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonArray;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import io.github.jopenlibs.vault.json.ParseException;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;

/** What Vault said, whether it did as it was told or not. Its text form shows nothing of it. */
final class VaultAnswer {
  private final String attempt;
  private final int status;
  private final String body;

  /**
   * @param attempt such as "read transit/keys/us from Vault"
   */
  VaultAnswer(String attempt, int status, String body) {
    this.attempt = attempt;
    this.status = status;
    this.body = body;
  }

  int status() {
    return status;
  }

  /** An absent thing, as opposed to an absent engine, of which Vault complains. */
  boolean isAbsent() {
    return status == 404
        && parsed().map(answer -> answer.get("errors")).filter(VaultAnswer::isFilled).isEmpty();
  }

  /**
   * The member {@code data}, also of an answer that says what is absent.
   *
   * @throws PortFailure.Permanent if there is none
   */
  JsonObject data() {
    return parsed()
        .map(answer -> answer.get("data"))
        .filter(JsonValue::isObject)
        .map(JsonValue::asObject)
        .orElseThrow(() -> refusal("the answer is not Vault's; correct the address"));
  }

  boolean hasData() {
    return parsed().map(answer -> answer.get("data")).filter(JsonValue::isObject).isPresent();
  }

  /** What to throw if there is no way on with this answer. */
  PortFailure refusal(String remedy) {
    return new PortFailure.Permanent(
        "could not " + attempt + ": status " + status + "; " + remedy,
        status < 300 ? null : new VaultException(body, status));
  }

  private Optional<JsonObject> parsed() {
    try {
      return Optional.of(Json.parse(body)).filter(JsonValue::isObject).map(JsonValue::asObject);
    } catch (ParseException _) {
      return Optional.empty();
    }
  }

  private static boolean isFilled(JsonValue errors) {
    return errors.isArray() && !((JsonArray) errors).isEmpty();
  }
}
