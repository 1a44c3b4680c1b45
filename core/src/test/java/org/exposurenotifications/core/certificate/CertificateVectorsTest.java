// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.exposurenotifications.core.certificate.CertificateOutcome.Verified;
import org.exposurenotifications.core.fixtures.Vectors;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Comes to the verdicts of another server. */
class CertificateVectorsTest {
  private static final JsonObject VECTORS = Vectors.json("certificate.json");

  static Stream<Named<JsonObject>> cases() {
    return list(VECTORS, "cases").map(c -> Named.of(c.get("name").getAsString(), c));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theVerdictIsThatOfTheReference(JsonObject expected) {
    CertificateOutcome outcome = verify(expected);

    assertThat(word(outcome)).isEqualTo(expectedWord(expected));
    if (outcome instanceof Verified verified) {
      JsonObject result = expected.getAsJsonObject("result");
      assertThat(verified.issuer()).isEqualTo(result.get("issuer").getAsString());
      assertThat(verified.reportType().claim()).isEqualTo(result.get("reportType").getAsString());
      // the reference does not tell an onset of 0 from none
      assertThat(verified.symptomOnsetInterval().orElse(0))
          .isEqualTo(result.get("symptomOnsetInterval").getAsLong());
    }
  }

  private static CertificateOutcome verify(JsonObject vector) {
    Map<String, TrustedAuthority> authorities =
        list(VECTORS, "authorities")
            .map(CertificateVectorsTest::authority)
            .collect(Collectors.toMap(TrustedAuthority::issuer, Function.identity()));
    Set<String> allowed =
        list(VECTORS, "authorities")
            .filter(authority -> authority.get("allowed").getAsBoolean())
            .map(authority -> authority.get("issuer").getAsString())
            .collect(Collectors.toSet());
    return new VerifyCertificate((issuer, _) -> Optional.ofNullable(authorities.get(issuer)))
        .verify(
            new CertifiedKeys(
                vector.get("verificationPayload").getAsString(),
                vector.get("hmacKey").getAsString(),
                list(vector, "temporaryExposureKeys").map(TekMacTest::key).toList()),
            allowed,
            Instant.ofEpochSecond(VECTORS.get("now").getAsLong()));
  }

  /** The reference's reason, too: its checks are made in the same order here. */
  private static String expectedWord(JsonObject vector) {
    return vector.get("expect").getAsString().equals("accept")
        ? "accept"
        : vector.get("reason").getAsString();
  }

  private static String word(CertificateOutcome outcome) {
    return switch (outcome) {
      case Verified _ -> "accept";
      case Refused(var reason) -> reason.word();
    };
  }

  private static TrustedAuthority authority(JsonObject authority) {
    return TrustedAuthority.of(
        new HealthAuthority(
            authority.get("issuer").getAsString(),
            authority.get("audience").getAsString(),
            "Health",
            Optional.empty(),
            list(authority, "keys").map(CertificateVectorsTest::key).toList()));
  }

  private static HealthAuthority.Key key(JsonObject key) {
    JsonElement thru = key.get("thru");
    return new HealthAuthority.Key(
        key.get("version").getAsString(),
        Instant.parse(key.get("from").getAsString()),
        thru.isJsonNull() ? Optional.empty() : Optional.of(Instant.parse(thru.getAsString())),
        key.get("publicKeyPem").getAsString());
  }

  private static Stream<JsonObject> list(JsonObject parent, String name) {
    return parent.getAsJsonArray(name).asList().stream().map(JsonElement::getAsJsonObject);
  }
}
