// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer as a client sees it. */
record Reply(int status, Map<String, List<String>> headers, String body) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Empty if absent. */
  String header(String name) {
    return String.join(",", headers.getOrDefault(name, List.of()));
  }

  /** The members of the body in their order; numbers as long. */
  Map<String, Object> json() {
    try (JsonParser parser = FACTORY.createParser(body)) {
      parser.nextToken();
      Map<String, Object> members = object(parser);
      if (parser.nextToken() != null) {
        throw new IllegalStateException("more than one JSON value");
      }
      return members;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Object member(String name) {
    return json().getOrDefault(name, "absent");
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> "null";
      case null, default -> throw new IllegalStateException("unexpected " + parser.currentToken());
    };
  }
}
