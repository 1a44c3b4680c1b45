// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.core.export.ListExportKeys.PublishedKey;

/** Publishes the public keys that verify export files. */
final class ExportKeysEndpoint implements Endpoint {
  private final Supplier<List<PublishedKey>> keys;

  ExportKeysEndpoint(Supplier<List<PublishedKey>> keys) {
    this.keys = keys;
  }

  @Override
  public Answer answer(Exchange exchange) {
    List<PublishedKey> published = keys.get();
    String body =
        Json.write(json -> {
          json.writeArrayFieldStart("keys");
          for (PublishedKey key : published) {
            write(json, key);
          }
          json.writeEndArray();
        });
    return Answer.with(Answer.json(200, body, "ok"), "Cache-Control", "no-cache");
  }

  private static void write(JsonGenerator json, PublishedKey key) throws IOException {
    json.writeStartObject();
    json.writeStringField("keyId", key.keyId());
    json.writeStringField("keyVersion", key.keyVersion());
    writeInstant(json, "from", key.from());
    writeInstant(json, "thru", key.thru());
    json.writeStringField("pem", key.pem());
    json.writeEndObject();
  }

  private static void writeInstant(JsonGenerator json, String member, Optional<Instant> instant)
      throws IOException {
    json.writeFieldName(member);
    if (instant.isPresent()) {
      json.writeString(instant.get().toString());
    } else {
      json.writeNull();
    }
  }
}
