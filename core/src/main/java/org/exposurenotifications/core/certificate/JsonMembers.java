// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The members of one JSON object, read strictly; of several with one name the last one counts. */
final class JsonMembers {
  private static final int MAX_DEPTH = 32;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

  private final Map<String, Member> members;

  private JsonMembers(Map<String, Member> members) {
    this.members = members;
  }

  /**
   * Reads the object.
   *
   * @throws IOException if the text is anything but one JSON object
   */
  static JsonMembers read(String json) throws IOException {
    if (json.startsWith(BYTE_ORDER_MARK)) {
      // the reader would skip it
      throw new MalformedJsonException("a byte order mark comes before the object");
    }
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(MAX_DEPTH);
      Map<String, Member> members = new HashMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        value(reader).ifPresentOrElse(v -> members.put(name, v), () -> members.remove(name));
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("something follows the object");
      }
      return new JsonMembers(members);
    } catch (IllegalStateException e) {
      throw new IOException("not an object", e);
    }
  }

  private static Optional<Member> value(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case STRING -> Optional.of(new Member.Text(reader.nextString()));
      case NUMBER -> Optional.of(new Member.Numeral(reader.nextString()));
      case NULL -> {
        reader.nextNull();
        yield Optional.empty();
      }
      case BEGIN_OBJECT, BEGIN_ARRAY, BOOLEAN, NAME, END_ARRAY, END_OBJECT, END_DOCUMENT -> {
        reader.skipValue();
        yield Optional.of(new Member.Other());
      }
    };
  }

  Optional<Member> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /**
   * @throws IOException if the member is there and no text
   */
  Optional<String> text(String name) throws IOException {
    return switch (members.get(name)) {
      case null -> Optional.empty();
      case Member.Text(String value) -> Optional.of(value);
      case Member.Numeral _, Member.Other _ -> throw new IOException(name + " is no text");
    };
  }

  /**
   * @throws IOException if the member is there and no integer, spelled as one, of 64 bits
   */
  OptionalLong whole(String name) throws IOException {
    return switch (members.get(name)) {
      case null -> OptionalLong.empty();
      case Member.Numeral(String literal) when WHOLE.matcher(literal).matches() ->
          OptionalLong.of(parsed(literal));
      case Member.Text _, Member.Numeral _, Member.Other _ ->
          throw new IOException(name + " is no integer");
    };
  }

  private static long parsed(String literal) throws IOException {
    try {
      return Long.parseLong(literal);
    } catch (NumberFormatException e) {
      throw new IOException("an integer is too large", e);
    }
  }
}
