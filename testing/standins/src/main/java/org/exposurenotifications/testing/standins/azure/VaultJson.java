// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.azure;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.exposurenotifications.testing.standins.azure.HttpsStandIn.Answer;

/** JSON as Key Vault speaks it. */
public final class VaultJson {
  private static final Map<String, String> TYPE =
      Map.of("Content-Type", "application/json; charset=utf-8");

  private VaultJson() {}

  static Map<?, ?> read(byte[] body) {
    try (JsonReader reader = JsonProviders.createReader(body)) {
      return body.length == 0 ? Map.of() : (Map<?, ?>) reader.readUntyped();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer ok(Map<String, ?> body) {
    return answer(200, body);
  }

  /** As Key Vault tells what went wrong. */
  public static Answer error(int status, String code, String innerCode) {
    return answer(
        status,
        Map.of(
            "error",
            Map.of("code", code, "message", code, "innererror", Map.of("code", innerCode))));
  }

  private static Answer answer(int status, Map<String, ?> body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonWriter writer = JsonProviders.createWriter(out)) {
      writer.writeUntyped(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(status, TYPE, out.toString(StandardCharsets.UTF_8));
  }
}
