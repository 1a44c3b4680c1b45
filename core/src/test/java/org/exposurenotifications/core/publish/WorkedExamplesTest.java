// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.INVALID_REVISION_TOKEN;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.KEY_ALREADY_REVISED;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.MISSING_REVISION_TOKEN;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.core.config.Registrations;
import org.exposurenotifications.core.token.RevisionTokens;
import org.exposurenotifications.core.token.TokenSettings;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.token.RevisionKeyStore;
import org.junit.jupiter.api.Test;

/** The examples of publish.md 6.7 and 6.8; example C is in {@link KeyTimesTest}. */
class WorkedExamplesTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final ClientKey K1 = new ClientKey("EBESExQVFhcYGRobHB0eHw==", 2650032, 144, 4);
  private static final ClientKey K2 = new ClientKey("+/8AAAAAAAAAAAAAAAAAAA==", 2650176, 72, 0);

  /** Example B. */
  private static final String CERTIFICATE =
      "eyJhbGciOiJFUzI1NiIsImtpZCI6InIxIiwidHlwIjoiSldUIn0."
          + "eyJpc3MiOiJnb3YuZXhhbXBsZS5kb2giLCJhdWQiOiJlbi1rZXktc2VydmVyIiwicmVwb3J0VHlwZSI6ImNvb"
          + "mZpcm1lZCIsInN5bXB0b21PbnNldEludGVydmFsIjoyNjUwMDMyLCJ0ZWttYWMiOiJnZjR6eW1WcDJqMDc5Mz"
          + "ViYlBGZkxOTFlzVmJTZkxpVDc3SENmbXlGMzZZPSJ9."
          + "QVpRWCh33A5_4B8836cofXIjoPtdgushoHv0d2SfeAPL0PGlD5n7I5GGl-DhMEVvnfPe2vP4mAaLqWDgWF73xQ";

  private static final HealthAuthority.Key PUBLIC_KEY =
      new HealthAuthority.Key(
          "r1",
          Instant.EPOCH,
          Optional.empty(),
          """
          -----BEGIN PUBLIC KEY-----
          MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAhfmF/C2RDkoJ4+WmZ5pojpPLBUr
          321s32bluAKC1O0ZSn3ry5dxLS3aPKhaqHZaVvRfx1hZllLyiXxlMG5XlA==
          -----END PUBLIC KEY-----
          """);

  private final PublishWorld world = new PublishWorld();

  @Test
  void exampleD() throws GeneralSecurityException {
    world.clock.set(Instant.ofEpochSecond(2650300L * 600));
    world
        .stores
        .configuration()
        .apply(
            new Configuration(
                List.of(
                    new HealthAuthority(
                        "gov.example.doh",
                        "en-key-server",
                        "DoH",
                        Optional.empty(),
                        List.of(PUBLIC_KEY))),
                List.of(
                    new AuthorizedApp(
                        "doh",
                        PublishWorld.app("x", false, false, "US").regions(),
                        Set.of("gov.example.doh"),
                        false,
                        false)),
                List.of(),
                List.of()));
    ClientKey unrated = new ClientKey(K1.key(), K1.rollingStartNumber(), K1.rollingPeriod(), 0);
    assertThat(world.accepted(world.upload(unrated).as(ReportType.LIKELY)).insertedExposures())
        .isOne();

    PublishOutcome.Accepted accepted =
        PublishWorld.accepted(
            serverWithKeySeven()
                .publish(
                    new PublishRequest(
                        List.of(K1, K2),
                        "doh",
                        CERTIFICATE,
                        "AAECAwQFBgcICQoLDA0ODw==",
                        0,
                        false,
                        exampleToken(),
                        List.of(),
                        "",
                        ClientPlatform.UNKNOWN)));

    assertThat(accepted.insertedExposures()).isOne();
    assertThat(world.stored(K1).diagnosis().transmissionRisk()).isEqualTo(4);
    assertThat(world.stored(K1).diagnosis().reportType()).contains(ReportType.LIKELY);
    assertThat(world.stored(K2).diagnosis())
        .extracting(Diagnosis::reportType, Diagnosis::transmissionRisk)
        .containsExactly(Optional.of(ReportType.CONFIRMED), 2);
    Revision revision = world.stores.storedRevisions().getFirst();
    assertThat(revision.keyData().base64()).isEqualTo(K1.key());
    assertThat(revision.healthAuthority()).contains("gov.example.doh");
    assertThat(revision.diagnosis())
        .extracting(Diagnosis::reportType, Diagnosis::transmissionRisk)
        .containsExactly(Optional.of(ReportType.CONFIRMED), 4);
  }

  @Test
  void exampleE() {
    ClientKey a = world.key(1);
    ClientKey b = world.key(2);
    ClientKey c = world.key(3);

    PublishOutcome.Accepted t1 = world.accepted(world.upload(a).as(ReportType.LIKELY));
    assertThat(t1.insertedExposures()).isOne();
    assertThat(world.reason(world.upload(a))).isEqualTo(MISSING_REVISION_TOKEN);
    PublishOutcome.Accepted t2 = world.accepted(world.upload(a, b).token(t1));
    assertThat(t2.insertedExposures()).isOne();
    assertThat(world.covered(t2))
        .containsExactly(PublishWorld.validated(a), PublishWorld.validated(b));
    assertThat(world.stores.storedRevisions()).hasSize(1);
    PublishOutcome.Accepted t3 = world.accepted(world.upload(a, b).token(t2));
    assertThat(t3.insertedExposures()).isZero();
    assertThat(world.covered(t3)).isEqualTo(world.covered(t2));
    assertThat(world.reason(world.upload(a).as(ReportType.NEGATIVE).token(t2)))
        .isEqualTo(KEY_ALREADY_REVISED);
    assertThat(world.accepted(world.upload(c)).insertedExposures()).isOne();
    assertThat(world.reason(world.upload(a, c).token(t2))).isEqualTo(INVALID_REVISION_TOKEN);
  }

  @Test
  void oneRefusedKeyKeepsOutAllTheOthers() {
    ClientKey revised = world.key(1);
    ClientKey revisable = world.key(2);
    PublishOutcome.Accepted token =
        world.accepted(world.upload(revised, revisable).as(ReportType.LIKELY));
    assertThat(world.accepted(world.upload(revised).token(token)).insertedExposures()).isZero();

    UploadForm form =
        world
            .upload(world.key(3), revisable, revised, world.key(4))
            .as(ReportType.NEGATIVE)
            .token(token);

    assertThat(world.reason(form)).isEqualTo(KEY_ALREADY_REVISED);
    assertThat(world.stores.storedExposures())
        .extracting(Exposure::key)
        .containsExactlyInAnyOrder(
            PublishWorld.validated(revised), PublishWorld.validated(revisable));
  }

  private static String exampleToken() throws GeneralSecurityException {
    byte[] plaintext =
        HEX.parseHex(
            "0a1a0a10101112131415161718191a1b1c1d1e1f10b0dfa101189001"
                + "0a120a1000000000000000000000000000000000".repeat(27));
    assertThat(HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(plaintext)))
        .isEqualTo("54ba0ec800382a6f461c8e70f53c29964a2473001320910ab0966efe7cb3dce3");
    byte[] nonce = counting(12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(counting(32), "AES"),
        new GCMParameterSpec(128, nonce));
    cipher.updateAAD("0123456789ABCDEF".getBytes(US_ASCII));
    byte[] sealed = cipher.doFinal(plaintext);
    ByteArrayOutputStream envelope = new ByteArrayOutputStream();
    envelope.writeBytes(HEX.parseHex("0a013712d404"));
    envelope.writeBytes(nonce);
    envelope.writeBytes(sealed);
    return Base64.getEncoder().encodeToString(envelope.toByteArray());
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  /** Its data key is the bytes 0 to 31. */
  private PublishKeys serverWithKeySeven() {
    Bytes context = world.bytes(16);
    world.platform.keyEncryption().ensure("seven");
    Bytes wrapped =
        world.platform.keyEncryption().encrypt("seven", Bytes.of(counting(32)), context);
    RevisionKeyStore keySeven =
        new RevisionKeyStore() {
          @Override
          public List<WrappedKey> allowed() {
            return List.of(new WrappedKey(7, wrapped, context, Instant.EPOCH));
          }

          @Override
          public List<WrappedKey> createFirst(Bytes key, Bytes data, Instant createdAt) {
            throw new AssertionError("there is a key");
          }

          @Override
          public WrappedKey create(Bytes key, Bytes data, Instant createdAt) {
            throw new AssertionError("publishing makes no further key");
          }

          @Override
          public void destroy(long id) {
            throw new AssertionError("publishing destroys no key");
          }
        };
    return new PublishKeys(
        PublishSettings.DEFAULT,
        AttestationPolicy.OFF,
        new Registrations(world.ports.configuration(), Runnable::run, Duration.ZERO, Duration.ZERO),
        new RevisionTokens(
            new TokenSettings(
                "seven",
                Bytes.of("0123456789ABCDEF".getBytes(US_ASCII)),
                28,
                Duration.ofMinutes(1)),
            keySeven,
            world.platform.keyEncryption(),
            world.secureRandom,
            Runnable::run),
        world.ports.exposures(),
        world.clock);
  }
}
