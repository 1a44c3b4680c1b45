// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server said (publish.md 2.2).
 *
 * @param status of HTTP
 * @param code what went wrong, if something did
 * @param error the same for people
 * @param revisionToken to be kept for the next upload
 * @param insertedExposures how many keys were new
 */
public record PublishAnswer(
    int status,
    Optional<String> code,
    Optional<String> error,
    Optional<String> revisionToken,
    int insertedExposures,
    List<String> warnings) {
  private static final JsonFactory JSON = new JsonFactory();

  public PublishAnswer {
    warnings = List.copyOf(warnings);
  }

  /** Whatever is not an answer of the server's own has a status and nothing more. */
  static PublishAnswer parse(int status, String body) {
    Map<String, String> members = new HashMap<>();
    List<String> warnings = new ArrayList<>();
    try (JsonParser json = JSON.createParser(body)) {
      while (json.nextToken() != null) {
        if (json.currentToken().isScalarValue()) {
          collect(json, members, warnings);
        }
      }
      return new PublishAnswer(
          status,
          Optional.ofNullable(members.get("code")),
          Optional.ofNullable(members.get("error")),
          Optional.ofNullable(members.get("revisionToken")),
          Integer.parseInt(members.getOrDefault("insertedExposures", "0")),
          warnings);
    } catch (IOException | NumberFormatException _) {
      return new PublishAnswer(
          status, Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of());
    }
  }

  private static void collect(JsonParser json, Map<String, String> members, List<String> warnings)
      throws IOException {
    if (json.getParsingContext().inArray()) {
      warnings.add(json.getText());
    } else if (json.currentToken() != JsonToken.VALUE_NULL) {
      members.put(json.currentName(), json.getText());
    }
  }

  /** Tokens do not belong into logs. */
  @Override
  public String toString() {
    return "PublishAnswer[status="
        + status
        + ", code="
        + code.orElse("")
        + ", insertedExposures="
        + insertedExposures
        + "]";
  }
}
