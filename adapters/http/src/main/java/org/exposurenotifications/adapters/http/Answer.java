// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.exposurenotifications.ports.blob.Blob;

/** What goes back to the client. */
sealed interface Answer {
  int status();

  Map<String, String> headers();

  /** One word for the access log. */
  String code();

  /**
   * @param body ASCII; nothing at all if empty
   */
  record Text(int status, Map<String, String> headers, String body, String code)
      implements Answer {}

  /** Closed by whoever writes it. */
  record File(Blob blob) implements Answer {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of(
          "Content-Type",
          blob.attributes().contentType(),
          "Cache-Control",
          blob.attributes().cacheControl());
    }

    @Override
    public String code() {
      return "ok";
    }
  }

  static Text empty(int status, String code) {
    return new Text(status, Map.of(), "", code);
  }

  static Text json(int status, String body, String code) {
    return new Text(
        status,
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        body,
        code);
  }

  static Text error(int status, String message, String code) {
    return json(status, Json.write(json -> json.writeStringField("error", message)), code);
  }

  /** A copy of the answer with one more header, or another value of it. */
  static Text with(Text answer, String header, String value) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put(header, value);
    return new Text(answer.status(), headers, answer.body(), answer.code());
  }
}
