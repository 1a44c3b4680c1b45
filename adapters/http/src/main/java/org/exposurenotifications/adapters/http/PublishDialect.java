// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The two spellings of uploads and their answers (publish.md 2). */
enum PublishDialect {
  V1("v1") {
    @Override
    JsonReader.Members<PublishDraft> members() {
      return PublishDraft.V1;
    }

    @Override
    void write(PublishAnswer answer, String padding, JsonGenerator json) throws IOException {
      writeUnlessEmpty(json, "revisionToken", answer.revisionToken());
      if (answer.insertedExposures() != 0) {
        json.writeNumberField("insertedExposures", answer.insertedExposures());
      }
      writeUnlessEmpty(json, "error", answer.error());
      writeUnlessEmpty(json, "code", answer.code());
      json.writeStringField("padding", padding);
      writeWarnings(json, answer);
    }
  },

  V1ALPHA1("v1alpha") {
    @Override
    JsonReader.Members<PublishDraft> members() {
      return PublishDraft.V1ALPHA1;
    }

    @Override
    void write(PublishAnswer answer, String padding, JsonGenerator json) throws IOException {
      json.writeStringField("revisionToken", answer.revisionToken());
      json.writeNumberField("insertedExposures", answer.insertedExposures());
      json.writeStringField("error", answer.error());
      json.writeStringField("padding", padding);
      writeWarnings(json, answer);
    }
  };

  private final String apiVersion;

  PublishDialect(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  /** The value of {@code X-Api-Version}. */
  String apiVersion() {
    return apiVersion;
  }

  abstract JsonReader.Members<PublishDraft> members();

  abstract void write(PublishAnswer answer, String padding, JsonGenerator json) throws IOException;

  private static void writeUnlessEmpty(JsonGenerator json, String member, String text)
      throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(member, text);
    }
  }

  private static void writeWarnings(JsonGenerator json, PublishAnswer answer) throws IOException {
    if (!answer.warnings().isEmpty()) {
      Json.texts(json, "warnings", answer.warnings());
    }
  }
}
