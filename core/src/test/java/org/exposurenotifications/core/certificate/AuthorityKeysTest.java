// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityKeysTest {
  private static final CertificateOutcome NO_KEY = new Refused(Reason.NO_ACTIVE_KEY);

  private final World world = new World();
  private final Forge stranger = new Forge(2);

  @Test
  void aKeyIsValidAfterItsBeginning() {
    Instant now = World.NOW;

    assertThat(verify(key("r1", now.minusNanos(1), Optional.empty()))).isEqualTo(World.VERIFIED);
    assertThat(verify(key("r1", now, Optional.empty()))).isEqualTo(NO_KEY);
    assertThat(verify(key("r1", now.plusSeconds(1), Optional.empty()))).isEqualTo(NO_KEY);
  }

  @Test
  void aKeyIsValidBeforeItsEnd() {
    Instant now = World.NOW;

    assertThat(verify(key("r1", Instant.MIN, Optional.of(now.plusNanos(1)))))
        .isEqualTo(World.VERIFIED);
    assertThat(verify(key("r1", Instant.MIN, Optional.of(now)))).isEqualTo(NO_KEY);
    assertThat(verify(key("r1", Instant.MIN, Optional.of(now.minusSeconds(1))))).isEqualTo(NO_KEY);
  }

  @Test
  void ofKeysWithOneVersionTheFirstThatIsValidCounts() {
    HealthAuthority.Key past = key("r1", Instant.MIN, Optional.of(World.NOW));

    assertThat(verify(past, World.key("r1", world.forge), World.key("r1", stranger)))
        .isEqualTo(World.VERIFIED);
    assertThat(verify(past, World.key("r1", stranger), World.key("r1", world.forge)))
        .isEqualTo(new Refused(Reason.SIGNATURE));
  }

  @Test
  void anotherVersionsKeyIsNotTried() {
    assertThat(verify(World.key("r1", stranger), World.key("r2", world.forge)))
        .isEqualTo(new Refused(Reason.SIGNATURE));
    assertThat(verify(World.key("r2", world.forge))).isEqualTo(NO_KEY);
    assertThat(verify()).isEqualTo(NO_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp384r1", "secp521r1"})
  void keysOnOtherCurvesCountAsAbsent(String curve) {
    assertThat(verify(World.key("r1", new Forge(3, curve)))).isEqualTo(NO_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n***\n-----END PUBLIC KEY-----",
        "-----BEGIN EC PUBLIC KEY-----\nAAAA\n-----END EC PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
      })
  void aBrokenKeyCountsAsAbsentAndLeavesOthersAlone(String pem) {
    HealthAuthority.Key broken = new HealthAuthority.Key("r1", Instant.MIN, Optional.empty(), pem);

    assertThat(verify(broken)).isEqualTo(NO_KEY);
    assertThat(verify(broken, World.key("r1", world.forge))).isEqualTo(World.VERIFIED);
  }

  @Test
  void aKeyCutShortOrWithOneBitChangedVerifiesNothing() {
    String pem = world.forge.publicKeyPem();
    String changed = pem.replaceFirst("(?s)(.{90})(.)", pem.charAt(90) == 'A' ? "$1B" : "$1A");

    assertThat(verify(key(pem.replaceFirst("\n.{8}", "\n")))).isEqualTo(NO_KEY);
    // a point beside the curve
    assertThat(verify(key(changed))).isEqualTo(NO_KEY);
  }

  @Test
  void blanksAndLineEndsAroundAKeyDoNotMatter() {
    String pem = world.forge.publicKeyPem();

    assertThat(verify(key("\r\n  " + pem.replace("\n", "\r\n") + "  "))).isEqualTo(World.VERIFIED);
    assertThat(verify(key(pem.strip()))).isEqualTo(World.VERIFIED);
  }

  private CertificateOutcome verify(HealthAuthority.Key... keys) {
    return world.verify(Draft.good(), World.authority(keys));
  }

  private static HealthAuthority.Key key(String pem) {
    return new HealthAuthority.Key("r1", Instant.MIN, Optional.empty(), pem);
  }

  private HealthAuthority.Key key(String version, Instant from, Optional<Instant> thru) {
    return new HealthAuthority.Key(version, from, thru, world.forge.publicKeyPem());
  }
}
