// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.OptionalInt;
import org.exposurenotifications.core.exportfile.proto.SignatureInfo;
import org.exposurenotifications.core.exportfile.proto.TEKSignature;
import org.exposurenotifications.core.exportfile.proto.TemporaryExposureKeyProto;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.IntervalNumber;

/** Translates between our values and the messages in a file (export-and-operations.md 6.2, 6.3). */
final class Messages {
  private Messages() {}

  static TemporaryExposureKeyProto message(ExportKey key) {
    TemporaryExposureKeyProto.Builder message =
        TemporaryExposureKeyProto.newBuilder()
            .setKeyData(byteString(key.keyData()))
            .setTransmissionRiskLevel(key.transmissionRisk());
    if (key.rollingStart() != 0) {
      message.setRollingStartIntervalNumber(key.rollingStart());
    }
    if (key.rollingPeriod() != IntervalNumber.PER_DAY) {
      message.setRollingPeriod(key.rollingPeriod());
    }
    key.reportType()
        .map(type -> TemporaryExposureKeyProto.ReportType.valueOf(FileReportType.of(type).name()))
        .ifPresent(message::setReportType);
    key.daysSinceOnset().ifPresent(message::setDaysSinceOnsetOfSymptoms);
    return message.build();
  }

  static SignatureInfo message(Signer signer) {
    SignatureInfo.Builder message =
        SignatureInfo.newBuilder().setSignatureAlgorithm(SignerName.ECDSA_WITH_SHA256);
    if (!signer.keyVersion().isEmpty()) {
      message.setVerificationKeyVersion(signer.keyVersion());
    }
    if (!signer.keyId().isEmpty()) {
      message.setVerificationKeyId(signer.keyId());
    }
    return message.build();
  }

  static TEKSignature message(Signer signer, Bytes signature) {
    return TEKSignature.newBuilder()
        .setSignatureInfo(message(signer))
        .setBatchNum(1)
        .setBatchSize(1)
        .setSignature(byteString(signature))
        .build();
  }

  static FileKey key(TemporaryExposureKeyProto message) {
    return new FileKey(
        bytes(message.getKeyData()),
        message.getTransmissionRiskLevel(),
        message.getRollingStartIntervalNumber(),
        message.getRollingPeriod(),
        FileReportType.valueOf(message.getReportType().name()),
        message.hasDaysSinceOnsetOfSymptoms()
            ? OptionalInt.of(message.getDaysSinceOnsetOfSymptoms())
            : OptionalInt.empty(),
        message.hasVariantOfConcern()
            ? OptionalInt.of(message.getVariantOfConcern())
            : OptionalInt.empty());
  }

  static SignerName signer(SignatureInfo message) {
    return new SignerName(
        message.getVerificationKeyId(),
        message.getVerificationKeyVersion(),
        message.getSignatureAlgorithm());
  }

  static FileSignature signature(TEKSignature message) {
    return new FileSignature(
        signer(message.getSignatureInfo()),
        message.getBatchNum(),
        message.getBatchSize(),
        bytes(message.getSignature()));
  }

  private static ByteString byteString(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.toByteArray()); // a copy already
  }

  private static Bytes bytes(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }
}
