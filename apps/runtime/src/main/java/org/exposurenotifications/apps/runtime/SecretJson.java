// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;

/**
 * Looks into secrets that are JSON objects. What a parser complains of is not told: it may quote.
 */
final class SecretJson {
  private static final JsonFactory JSON = new JsonFactory();

  private SecretJson() {}

  /**
   * The text, number, true or false that the path leads to.
   *
   * @param path member by member
   * @return empty if it is not there, is something else, or the secret is no JSON object
   */
  static Optional<Secret> at(List<String> path, Secret secret) {
    try (JsonParser json = JSON.createParser(secret.value().toByteArray())) {
      for (String member : path) {
        if (json.nextToken() != JsonToken.START_OBJECT || !isAt(member, json)) {
          return Optional.empty();
        }
      }
      return json.nextToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL
          ? Optional.of(new Secret(Bytes.of(json.getText().getBytes(StandardCharsets.UTF_8))))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Goes to the member of the object that was just begun. */
  private static boolean isAt(String member, JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.currentName().equals(member)) {
        return true;
      }
      json.nextToken();
      json.skipChildren();
    }
    return false;
  }
}
