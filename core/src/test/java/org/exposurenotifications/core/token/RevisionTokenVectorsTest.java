// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.core.fixtures.Vectors;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that another server sealed. */
class RevisionTokenVectorsTest {
  private static final JsonObject VECTORS = Vectors.json("revision-token.json");

  private final RevisionTokens tokens = tokens();

  static Stream<Named<JsonObject>> tokensOfOthers() {
    return list(VECTORS, "tokens").map(c -> Named.of(c.get("name").getAsString(), c));
  }

  static Stream<Named<JsonObject>> undecryptable() {
    return list(VECTORS, "undecryptable").map(c -> Named.of(c.get("why").getAsString(), c));
  }

  @ParameterizedTest
  @MethodSource("tokensOfOthers")
  void eachOpensToItsContent(JsonObject vector) {
    List<TokenEntry> keys = keys(vector);

    assertThat(tokens.open(token(vector), KeyStock.CREATED)).contains(keys);
    assertThat(keys).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("undecryptable")
  void whatDoesNotDecryptIsNoToken(JsonObject vector) {
    assertThat(tokens.open(token(vector), KeyStock.CREATED)).isEmpty();
  }

  @Test
  void theWorkedExamplesPlaintextIsRead() {
    JsonObject example = VECTORS.getAsJsonArray("tokens").get(0).getAsJsonObject();
    byte[] plaintext = HexFormat.of().parseHex(example.get("plaintextHex").getAsString());

    assertThat(TokenFormat.decode(plaintext)).contains(keys(example));
    assertThat(HexFormat.of().formatHex(new TokenFormat(28).encode(keys(example))))
        .startsWith(example.get("firstEntryHex").getAsString());
  }

  private static RevisionTokens tokens() {
    KeyStock stock = new KeyStock();
    VECTORS
        .getAsJsonObject("dekHex")
        .asMap()
        .forEach((id, hex) ->
            stock.add(Long.parseLong(id), Bytes.of(HexFormat.of().parseHex(hex.getAsString()))));
    return stock.instance(Bytes.ofBase64(VECTORS.get("aadBase64").getAsString()));
  }

  private static List<TokenEntry> keys(JsonObject vector) {
    return list(vector, "keys")
        .map(key ->
            new TokenEntry(
                new TemporaryExposureKey(
                    Bytes.ofBase64(key.get("key").getAsString()),
                    new IntervalNumber(key.get("rollingStartNumber").getAsInt()),
                    key.get("rollingPeriod").getAsInt()),
                true))
        .toList();
  }

  private static Bytes token(JsonObject vector) {
    return Bytes.ofBase64(vector.get("token").getAsString());
  }

  private static Stream<JsonObject> list(JsonObject parent, String name) {
    return parent.getAsJsonArray(name).asList().stream().map(JsonElement::getAsJsonObject);
  }
}
