// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are whole seconds and hold without leeway. */
class CertificateTimesTest {
  private static final List<String> TIMES = List.of("exp", "iat", "nbf");
  private static final long SECOND = World.NOW.getEpochSecond();

  private final World world = new World();

  @Test
  void aCertificateCountsDuringItsLastSecond() {
    Draft last = Draft.good().claim("exp", Long.toString(SECOND));

    assertThat(world.verify(last, World.NOW)).isEqualTo(World.VERIFIED);
    assertThat(world.verify(last, World.NOW.plusNanos(999_999_999))).isEqualTo(World.VERIFIED);
    assertThat(world.verify(last, World.NOW.plusSeconds(1))).isEqualTo(new Refused(Reason.EXPIRED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iat", "nbf"})
  void aCertificateCountsFromItsFirstSecondOn(String claim) {
    Draft first = Draft.good().claim(claim, Long.toString(SECOND));

    assertThat(world.verify(first, World.NOW)).isEqualTo(World.VERIFIED);
    assertThat(world.verify(first, World.NOW.minusNanos(1)))
        .isEqualTo(new Refused(Reason.NOT_YET_VALID));
    world.refuses(Draft.good().claim(claim, Long.toString(SECOND + 1)), Reason.NOT_YET_VALID);
  }

  @Test
  void timesMayBeLeftOut() {
    for (String claim : TIMES) {
      world.accepts(Draft.good().withoutClaim(claim));
      world.accepts(Draft.good().claim(claim, "null"));
    }
    world.accepts(Draft.good().withoutClaim("exp").withoutClaim("iat").withoutClaim("nbf"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%d.5",
        "%d.0",
        "%de0",
        "1.795471470e9",
        "\"%d\"",
        "\"\"",
        "true",
        "[%d]",
        "{}",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999999999999999",
        "1e400"
      })
  void whatIsNoWholeNumberOf64BitsIsMalformed(String spelling) {
    for (String claim : TIMES) {
      world.refuses(
          Draft.good().claim(claim, spelling.replace("%d", Long.toString(SECOND))),
          Reason.MALFORMED);
    }
  }

  @Test
  void theWholeRangeOfNumbersIsCompared() {
    String most = Long.toString(Long.MAX_VALUE);
    String least = Long.toString(Long.MIN_VALUE);

    world.accepts(Draft.good().claim("exp", most));
    world.refuses(Draft.good().claim("exp", least), Reason.EXPIRED);
    world.refuses(Draft.good().claim("exp", "-1"), Reason.EXPIRED);
    world.refuses(Draft.good().claim("exp", "0"), Reason.EXPIRED);
    for (String claim : List.of("iat", "nbf")) {
      world.accepts(Draft.good().claim(claim, least));
      world.accepts(Draft.good().claim(claim, "-0"));
      world.refuses(Draft.good().claim(claim, most), Reason.NOT_YET_VALID);
    }
  }

  @Test
  void aBeginningStillToComeIsNamedBeforeTheEnd() {
    world.refuses(
        Draft.good()
            .claim("exp", Long.toString(SECOND - 1))
            .claim("iat", Long.toString(SECOND + 1)),
        Reason.NOT_YET_VALID);
  }

  @Test
  void timesAreLookedAtBeforeTheSignature() {
    Forge stranger = new Forge(2);
    Draft expired = Draft.good().claim("exp", Long.toString(SECOND - 1));

    world.refuses(stranger.sign(expired.signedPart()), Reason.EXPIRED);
  }
}
