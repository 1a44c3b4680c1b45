// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.ATTESTATION_INVALID;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.attestation.AttestationVerdict;
import org.exposurenotifications.ports.attestation.AttestationVerifier;
import org.junit.jupiter.api.Test;

/** Uploads where evidence about the device is wanted. */
class AttestedUploadsTest {
  private final PublishWorld world = new PublishWorld();
  private final List<ClientKey> keys = world.keys(3);
  private final AttestationVerifier verifier =
      MemoryPlatform.attestation(
          Map.of("genuine", AttestationBinding.requestHash(PublishWorld.APP, keys)));

  @Test
  void enforcedOnlySoundEvidencePasses() {
    PublishKeys server = server(AttestationPolicy.Mode.ENFORCE, verifier);

    assertThat(reason(server, form())).isEqualTo(ATTESTATION_INVALID);
    assertThat(reason(server, form().attestation("forged"))).isEqualTo(ATTESTATION_INVALID);
    assertThat(reason(server, world.upload(world.keys(3)).attestation("genuine")))
        .isEqualTo(ATTESTATION_INVALID);
    assertThat(world.contents()).isEqualTo(Contents.NOTHING);
    assertThat(PublishWorld.accepted(server.publish(form().attestation("genuine").request())))
        .extracting(PublishOutcome.Accepted::insertedExposures)
        .isEqualTo(3);
  }

  @Test
  void evidenceIsBoundToTheAppsNameInLowerCase() {
    PublishKeys server = server(AttestationPolicy.Mode.ENFORCE, verifier);
    UploadForm form = form().app("Org.Example.App").attestation("genuine");

    assertThat(server.publish(form.request())).isInstanceOf(PublishOutcome.Accepted.class);
    assertThat(reason(server, form.app(PublishWorld.TOKENLESS_APP))).isEqualTo(ATTESTATION_INVALID);
  }

  @Test
  void observedEveryUploadPassesAndTheVerifierIsAsked() {
    List<String> asked = new ArrayList<>();
    PublishKeys server =
        server(
            AttestationPolicy.Mode.OBSERVE,
            (evidence, _, _) -> {
              asked.add(evidence);
              return new AttestationVerdict.Untrusted("test");
            });

    assertThat(server.publish(form().attestation("forged").request()))
        .isInstanceOf(PublishOutcome.Accepted.class);
    assertThat(asked).containsExactly("forged");
  }

  @Test
  void anUploadPassesIfTheVendorCannotBeAsked() {
    PublishKeys server =
        server(AttestationPolicy.Mode.ENFORCE, (_, _, _) -> new AttestationVerdict.Undecided());

    assertThat(reason(server, form().attestation("x".repeat(32_769))))
        .isEqualTo(ATTESTATION_INVALID);
    assertThat(server.publish(form().attestation("x".repeat(32_768)).request()))
        .isInstanceOf(PublishOutcome.Accepted.class);
  }

  @Test
  void offTheVerifierIsNotAsked() {
    PublishKeys server =
        server(
            AttestationPolicy.Mode.OFF,
            (_, _, _) -> {
              throw new AssertionError("asked");
            });

    assertThat(server.publish(form().attestation("forged").request()))
        .isInstanceOf(PublishOutcome.Accepted.class);
  }

  /** It costs most, so whoever has no certificate causes no question to the vendor. */
  @Test
  void theCertificateIsCheckedFirst() {
    PublishKeys server =
        server(
            AttestationPolicy.Mode.ENFORCE,
            (_, _, _) -> {
              throw new AssertionError("asked");
            });

    assertThat(reason(server, form().uncertified().attestation("forged")))
        .isEqualTo(HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID);
  }

  /** So devices and verifiers elsewhere can compute it. */
  @Test
  void theHashDependsOnEveryFieldButNotOnTheOrder() {
    ClientKey key = new ClientKey("EBESExQVFhcYGRobHB0eHw==", 2650032, 144, 4);
    ClientKey other = new ClientKey("+/8AAAAAAAAAAAAAAAAAAA==", 2650176, 72, 0);
    Bytes hash = AttestationBinding.requestHash("app", List.of(key, other));

    assertThat(hash.length()).isEqualTo(32);
    assertThat(AttestationBinding.requestHash("APP", List.of(other, key))).isEqualTo(hash);
    assertThat(
            List.of(
                AttestationBinding.requestHash("app2", List.of(key, other)),
                AttestationBinding.requestHash("app", List.of(key)),
                AttestationBinding.requestHash(
                    "app", List.of(new ClientKey(key.key(), 2650032, 144, 5), other)),
                AttestationBinding.requestHash(
                    "app", List.of(new ClientKey(key.key(), 2650033, 144, 4), other))))
        .doesNotHaveDuplicates()
        .doesNotContain(hash);
  }

  private UploadForm form() {
    return world.upload(keys);
  }

  private PublishKeys server(AttestationPolicy.Mode mode, AttestationVerifier asked) {
    return world.publishKeys(world.ports.with(new AttestationPolicy(mode, asked)));
  }

  private static PublishOutcome.Reason reason(PublishKeys server, UploadForm form) {
    return PublishWorld.refused(server.publish(form.request())).reason();
  }
}
