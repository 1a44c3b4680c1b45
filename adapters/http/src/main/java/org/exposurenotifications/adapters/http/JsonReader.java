// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document as strictly, and as leniently, as the protocol asks (publish.md 1.3):
 * {@code null} stands for absence, names are compared whatever their case, the last of equal names
 * wins, unknown names are errors.
 */
final class JsonReader {
  private static final int LONGEST_PATH_SHOWN = 100;

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** What an object may hold, and where it goes. */
  static final class Members<T> {
    /** In the usual spelling, for most; and in any. */
    private final Map<String, Setter<T>> byUsualName = new HashMap<>();

    private final Map<String, Setter<T>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Members() {}

    Members(Members<T> others) {
      byUsualName.putAll(others.byUsualName);
      byName.putAll(others.byName);
    }

    Members<T> with(String name, Setter<T> setter) {
      byUsualName.put(name, setter);
      byName.put(name, setter);
      return this;
    }

    private @Nullable Setter<T> find(String name) {
      Setter<T> usual = byUsualName.get(name);
      return usual == null ? byName.get(name) : usual;
    }
  }

  /** Reads a value and puts it where it belongs. */
  @FunctionalInterface
  interface Setter<T> {
    void set(T target, JsonReader value) throws IOException, MalformedJson;
  }

  /** Reads an element of a list. */
  @FunctionalInterface
  interface Element<T> {
    T read(JsonReader value) throws IOException, MalformedJson;
  }

  /** Reads a document that is an object, or {@code null}. */
  static <T> T document(String text, Supplier<T> target, Members<T> members) throws MalformedJson {
    try (JsonParser parser = Json.FACTORY.createParser(text)) {
      JsonReader reader = new JsonReader(parser);
      if (parser.nextToken() == null) {
        throw new MalformedJson("the body is empty");
      }
      T result = reader.object(target, members);
      if (parser.nextToken() != null) {
        throw new MalformedJson("the body goes on after the first JSON value");
      }
      return result;
    } catch (JacksonException e) {
      throw new MalformedJson(
          e.getLocation() == null
              ? "malformed JSON"
              : "malformed JSON near character " + e.getLocation().getCharOffset());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  <T> T object(Supplier<T> target, Members<T> members) throws IOException, MalformedJson {
    T result = target.get();
    if (isNull()) {
      return result;
    }
    require(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Setter<T> setter = members.find(parser.currentName());
      if (setter == null) {
        throw new MalformedJson("unknown member " + path(), "unknown member");
      }
      parser.nextToken();
      setter.set(result, this);
    }
    return result;
  }

  <T> List<T> list(Element<T> element) throws IOException, MalformedJson {
    List<T> result = new ArrayList<>();
    if (isNull()) {
      return result;
    }
    require(JsonToken.START_ARRAY, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      result.add(element.read(this));
    }
    return result;
  }

  /** Empty for {@code null}. */
  String text() throws IOException, MalformedJson {
    if (isNull()) {
      return "";
    }
    require(JsonToken.VALUE_STRING, "a text");
    return parser.getText();
  }

  boolean bool() throws MalformedJson {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      case null, default -> throw expected("true or false");
    };
  }

  int int32() throws IOException, MalformedJson {
    long value = int64();
    if (value != (int) value) {
      throw expected("a whole number of 32 bits");
    }
    return (int) value;
  }

  /** A number spelled without fraction and exponent; 0 for {@code null}. */
  long int64() throws IOException, MalformedJson {
    if (isNull()) {
      return 0;
    }
    require(JsonToken.VALUE_NUMBER_INT, "a whole number");
    try {
      return Long.parseLong(parser.getText());
    } catch (NumberFormatException _) {
      throw expected("a whole number of 64 bits");
    }
  }

  private boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  private void require(JsonToken token, String what) throws MalformedJson {
    if (parser.currentToken() != token) {
      throw expected(what);
    }
  }

  private MalformedJson expected(String what) {
    return new MalformedJson(path() + " has to be " + what);
  }

  /** Where the reader is, in the client's spelling but fit for a line of text. */
  private String path() {
    String path = parser.getParsingContext().pathAsPointer().toString();
    String shown = path.replaceAll("[^ -~]", "?");
    return shown.isEmpty()
        ? "the body"
        : shown.substring(0, Math.min(shown.length(), LONGEST_PATH_SHOWN));
  }
}
