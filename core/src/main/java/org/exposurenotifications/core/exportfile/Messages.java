// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.OptionalInt;
import org.exposurenotifications.core.exportfile.proto.SignatureInfo;
import org.exposurenotifications.core.exportfile.proto.TEKSignature;
import org.exposurenotifications.core.exportfile.proto.TemporaryExposureKeyProto;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;

/** Translates between our values and the messages in a file (export-and-operations.md 6.2, 6.3). */
final class Messages {
  /** Tags, the key's length, and five numbers of at most ten bytes each. */
  private static final int MOST_BESIDE_KEY_DATA = 64;

  private Messages() {}

  /**
   * Writes a key as an element of the field: there are so many that a message object for each would
   * take longer than compressing them.
   */
  static void write(CodedOutputStream out, int field, ExportKey key) throws IOException {
    byte[] keyData = key.keyData().toByteArray();
    byte[] buffer = new byte[keyData.length + MOST_BESIDE_KEY_DATA];
    CodedOutputStream message = CodedOutputStream.newInstance(buffer);
    message.writeByteArray(TemporaryExposureKeyProto.KEY_DATA_FIELD_NUMBER, keyData);
    message.writeInt32(
        TemporaryExposureKeyProto.TRANSMISSION_RISK_LEVEL_FIELD_NUMBER, key.transmissionRisk());
    if (key.rollingStart() != 0) {
      message.writeInt32(
          TemporaryExposureKeyProto.ROLLING_START_INTERVAL_NUMBER_FIELD_NUMBER, key.rollingStart());
    }
    if (key.rollingPeriod() != IntervalNumber.PER_DAY) {
      message.writeInt32(
          TemporaryExposureKeyProto.ROLLING_PERIOD_FIELD_NUMBER, key.rollingPeriod());
    }
    if (key.reportType().isPresent()) {
      message.writeEnum(
          TemporaryExposureKeyProto.REPORT_TYPE_FIELD_NUMBER, number(key.reportType().get()));
    }
    if (key.daysSinceOnset().isPresent()) {
      message.writeSInt32(
          TemporaryExposureKeyProto.DAYS_SINCE_ONSET_OF_SYMPTOMS_FIELD_NUMBER,
          key.daysSinceOnset().getAsInt());
    }
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(message.getTotalBytesWritten());
    out.write(buffer, 0, message.getTotalBytesWritten());
  }

  private static int number(ReportType type) {
    return switch (FileReportType.of(type)) {
      case UNKNOWN -> TemporaryExposureKeyProto.ReportType.UNKNOWN_VALUE;
      case CONFIRMED_TEST -> TemporaryExposureKeyProto.ReportType.CONFIRMED_TEST_VALUE;
      case CONFIRMED_CLINICAL_DIAGNOSIS ->
          TemporaryExposureKeyProto.ReportType.CONFIRMED_CLINICAL_DIAGNOSIS_VALUE;
      case SELF_REPORT -> TemporaryExposureKeyProto.ReportType.SELF_REPORT_VALUE;
      case RECURSIVE -> TemporaryExposureKeyProto.ReportType.RECURSIVE_VALUE;
      case REVOKED -> TemporaryExposureKeyProto.ReportType.REVOKED_VALUE;
    };
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
