// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Shapes that the clouds' plans have in common. */
final class Json {
  private static final Pattern NAME = Pattern.compile(".*\\[(?:keyserver-)?([^\\]]+)].*");

  private Json() {}

  static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static List<String> texts(JsonNode list) {
    return stream(list).map(JsonNode::asText).toList();
  }

  /** A list of objects with name and value. */
  static Map<String, String> variables(JsonNode list) {
    var variables = new TreeMap<String, String>();
    list.forEach(each -> variables.put(each.get("name").asText(), each.get("value").asText()));
    return variables;
  }

  static JsonNode parse(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The name in a made-up value {@code TYPE[NAME].ATTRIBUTE}, without the prefix of ours. */
  static String nameIn(String madeUp) {
    Matcher name = NAME.matcher(madeUp);
    if (!name.matches()) {
      throw new IllegalArgumentException("no name in " + madeUp);
    }
    return name.group(1);
  }
}
