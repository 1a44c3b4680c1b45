// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.exposurenotifications.core.certificate.TekMac;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/** A request being filled in: confirmed by its authority, unless told otherwise. */
final class UploadForm {
  private final Certifier authority;
  private final List<ClientKey> keys;
  private final Bytes secret;
  private String app = PublishWorld.APP;
  private String reportType = ReportType.CONFIRMED.claim();
  private OptionalLong certifiedOnset = OptionalLong.empty();
  private Optional<String> certificate = Optional.empty();
  private int onset;
  private boolean traveler;
  private String token = "";
  private List<String> regions = List.of();
  private String attestation = "";
  private ClientPlatform platform = ClientPlatform.UNKNOWN;

  UploadForm(Certifier authority, Bytes secret, List<ClientKey> keys) {
    this.authority = authority;
    this.secret = secret;
    this.keys = List.copyOf(keys);
  }

  UploadForm app(String value) {
    app = value;
    return this;
  }

  UploadForm as(ReportType value) {
    reportType = value.claim();
    return this;
  }

  UploadForm certifiedOnset(long value) {
    certifiedOnset = OptionalLong.of(value);
    return this;
  }

  /** Instead of a good one. */
  UploadForm certificate(String value) {
    certificate = Optional.of(value);
    return this;
  }

  UploadForm uncertified() {
    return certificate("");
  }

  UploadForm onset(int value) {
    onset = value;
    return this;
  }

  UploadForm traveler() {
    traveler = true;
    return this;
  }

  UploadForm token(String value) {
    token = value;
    return this;
  }

  UploadForm token(PublishOutcome.Accepted last) {
    return token(last.revisionToken().orElseThrow());
  }

  UploadForm regions(String... values) {
    regions = List.of(values);
    return this;
  }

  UploadForm attestation(String value) {
    attestation = value;
    return this;
  }

  UploadForm from(ClientPlatform value) {
    platform = value;
    return this;
  }

  PublishRequest request() {
    return new PublishRequest(
        keys,
        app,
        certificate.orElseGet(this::goodCertificate),
        secret.base64(),
        onset,
        traveler,
        token,
        regions,
        attestation,
        platform);
  }

  private String goodCertificate() {
    String message = TekMac.message(keys.stream().map(ClientKey::text).toList());
    return authority.certify(reportType, certifiedOnset, TekMac.compute(secret, message).base64());
  }
}
