// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.exposurenotifications.core.certificate.CertificateOutcome.Verified;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateClaimsTest {
  private final World world = new World();

  @Test
  void theAudienceIsTheAuthoritysLetterByLetter() {
    for (String other :
        List.of("\"\"", "\"EN-key-server\"", "\"en-key-server \"", "\"x\"", "null")) {
      world.refuses(Draft.good().claim("aud", other), Reason.AUDIENCE);
    }
    world.refuses(Draft.good().withoutClaim("aud"), Reason.AUDIENCE);
  }

  @Test
  void theIssuerIsRegisteredLetterByLetter() {
    for (String other :
        List.of("\"\"", "\"GOV.example.doh\"", "\"gov.example.doh \"", "\"gov.example\"", "null")) {
      world.refuses(Draft.good().claim("iss", other), Reason.ISSUER);
    }
    world.refuses(Draft.good().withoutClaim("iss"), Reason.ISSUER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "reportType", "tekmac"})
  void aTextIsNothingElse(String claim) {
    String own = Draft.good().claims().getOrDefault(claim, "");
    for (String other : List.of("[" + own + "]", "[]", "{}", "1", "true")) {
      world.refuses(Draft.good().claim(claim, other), Reason.MALFORMED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachReportTypeIsHandedOn(ReportType type) {
    assertThat(world.verify(Draft.good().claim("reportType", "\"" + type.claim() + "\"")))
        .isEqualTo(new Verified(World.ISSUER, type, OptionalLong.of(2_991_744)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"Confirmed\"", "\"confirmed \"", "\"recursive\"", "null"})
  void anUnknownReportTypeIsRefused(String type) {
    world.refuses(Draft.good().claim("reportType", type), Reason.REPORT_TYPE);
    world.refuses(Draft.good().withoutClaim("reportType"), Reason.REPORT_TYPE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2_991_744, 4_294_967_295L})
  void theOnsetIsHandedOnFromAllOfItsRange(long onset) {
    assertThat(world.verify(Draft.good().claim("symptomOnsetInterval", Long.toString(onset))))
        .isEqualTo(new Verified(World.ISSUER, ReportType.CONFIRMED, OptionalLong.of(onset)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "4294967296",
        "9223372036854775807",
        "18446744073709551616",
        "1.5",
        "1.0",
        "1e3",
        "\"2991744\"",
        "\"\"",
        "true",
        "[1]"
      })
  void anOnsetOutsideOfItsRangeIsMalformed(String onset) {
    world.refuses(Draft.good().claim("symptomOnsetInterval", onset), Reason.MALFORMED);
  }

  @Test
  void theOnsetMayBeLeftOut() {
    Verified without = new Verified(World.ISSUER, ReportType.CONFIRMED, OptionalLong.empty());

    assertThat(world.verify(Draft.good().withoutClaim("symptomOnsetInterval"))).isEqualTo(without);
    assertThat(world.verify(Draft.good().claim("symptomOnsetInterval", "null"))).isEqualTo(without);
  }

  @Test
  void theMacIsRefusedForWhatIsWrongWithIt() {
    world.refuses(Draft.good().claim("tekmac", "\"***\""), Reason.TEKMAC);
    world.refuses(Draft.good().withoutClaim("tekmac"), Reason.HMAC_MISMATCH);
    world.refuses(Draft.good().claim("tekmac", "\"\""), Reason.HMAC_MISMATCH);
    assertThat(verify("***", World.KEYS)).isEqualTo(new Refused(Reason.HMAC_KEY));
    assertThat(verify("AAAA", World.KEYS)).isEqualTo(new Refused(Reason.HMAC_MISMATCH));
    assertThat(verify("", World.KEYS)).isEqualTo(new Refused(Reason.HMAC_MISMATCH));
  }

  @Test
  void macAndSecretMayBeSpelledInAnyBase64() {
    String unpadded = World.SECRET.base64().replace("=", "");
    String urlSafe = World.MAC.base64().replace('+', '-').replace('/', '_').replace("=", "");

    assertThat(verify(unpadded, World.KEYS)).isEqualTo(World.VERIFIED);
    world.accepts(Draft.good().claim("tekmac", "\"" + urlSafe + "\""));
  }

  @Test
  void theMacCoversEveryFieldOfEveryKey() {
    KeyText first = World.KEYS.getFirst();
    for (KeyText other :
        List.of(
            new KeyText("EBESExQVFhcYGRobHB0eHg==", first.rollingStart(), 144, 4),
            // the same bytes in another spelling
            new KeyText("EBESExQVFhcYGRobHB0eHw", first.rollingStart(), 144, 4),
            new KeyText(first.key(), first.rollingStart() + 1, 144, 4),
            new KeyText(first.key(), first.rollingStart(), 143, 4),
            new KeyText(first.key(), first.rollingStart(), 144, 0))) {
      List<KeyText> keys = List.of(other, World.KEYS.getLast());
      assertThat(verify(World.SECRET.base64(), keys)).isEqualTo(new Refused(Reason.HMAC_MISMATCH));
    }
    assertThat(verify(World.SECRET.base64(), List.of(first)))
        .isEqualTo(new Refused(Reason.HMAC_MISMATCH));
    assertThat(verify(World.SECRET.base64(), World.KEYS.reversed())).isEqualTo(World.VERIFIED);
  }

  @Test
  void claimsOfNoMeaningAreSkipped() {
    world.accepts(
        Draft.good()
            .claim("trisk", "[{\"tr\":8,\"sinceRollingInterval\":0}]")
            .claim("sub", "17.5e3")
            .claim("ISS", "\"gov.example.other\"")
            .claim("issuer", "{\"a\":[null,true,\"\\\"}\"]}"));
  }

  @Test
  void anAuthorityThatTheAppDoesNotListIsRefusedAfterItsSignatureOnly() {
    List<String> asked = new ArrayList<>();
    TrustedAuthority trusted = TrustedAuthority.of(World.authority(World.key("r1", world.forge)));
    VerifyCertificate verify =
        new VerifyCertificate((issuer, _) -> {
          asked.add(issuer);
          return Optional.of(trusted);
        });
    CertifiedKeys signed = World.upload(world.forge.sign(Draft.good().signedPart()));
    CertifiedKeys forged = World.upload(new Forge(2).sign(Draft.good().signedPart()));

    assertThat(verify.verify(signed, Set.of("gov.example.other"), World.NOW))
        .isEqualTo(new Refused(Reason.AUTHORITY_NOT_ALLOWED));
    assertThat(verify.verify(signed, Set.of(), World.NOW))
        .isEqualTo(new Refused(Reason.AUTHORITY_NOT_ALLOWED));
    assertThat(verify.verify(forged, Set.of(), World.NOW)).isEqualTo(new Refused(Reason.SIGNATURE));
    assertThat(asked).containsOnly(World.ISSUER).hasSize(3);
  }

  @Test
  void whatAStrangerWroteIsNotActedUpon() {
    Forge stranger = new Forge(2);
    for (Draft draft :
        List.of(
            Draft.good(),
            Draft.good().claim("reportType", "\"nonsense\""),
            Draft.good().claim("reportType", "\"negative\""),
            Draft.good().claim("tekmac", "\"***\""),
            Draft.good().withoutClaim("tekmac").claim("symptomOnsetInterval", "7"))) {
      world.refuses(stranger.sign(draft.signedPart()), Reason.SIGNATURE);
    }
  }

  private CertificateOutcome verify(String secret, List<KeyText> keys) {
    return world.verify(
        new CertifiedKeys(world.forge.sign(Draft.good().signedPart()), secret, keys));
  }
}
