// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileHeader;
import org.exposurenotifications.core.exportfile.ExportFileWriter;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.core.exportfile.FileSignature;
import org.exposurenotifications.core.exportfile.Signer;
import org.exposurenotifications.core.exportfile.SignerName;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Export files made for a test, with faults if wanted. */
final class TestFiles {
  static final ExportFileHeader HEADER =
      new ExportFileHeader(
          Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-20T04:00:00Z"), "US");

  private TestFiles() {}

  /** Empty, but signed. */
  static Bytes archive(Signer... signers) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ExportFileWriter writer = new ExportFileWriter(out, HEADER, List.of(signers))) {
      assertThat(writer.finish().length()).isEqualTo(32);
    }
    return Bytes.of(out.toByteArray());
  }

  /** Unsigned: what a matcher gets was verified before. */
  static ExportFile of(List<FileKey> keys, List<FileKey> revisedKeys) {
    return new ExportFile(
        HEADER, 1, 1, List.of(), keys, revisedKeys, List.of(), Bytes.of(new byte[32]));
  }

  static FileKey key(TemporaryExposureKey key, FileReportType reportType) {
    return new FileKey(
        key.keyData(),
        0,
        key.rollingStart().value(),
        key.rollingPeriod(),
        reportType,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  static ExportFile signedAs(ExportFile file, String keyId, String keyVersion, String algorithm) {
    SignerName name = new SignerName(keyId, keyVersion, algorithm);
    return withSignatures(
        file,
        file.signatures().stream()
            .map(each -> new FileSignature(name, 1, 1, each.signature()))
            .toList());
  }

  static ExportFile withSignatures(ExportFile file, List<FileSignature> signatures) {
    return new ExportFile(
        file.header(),
        file.batchNumber(),
        file.batchSize(),
        file.signers(),
        file.keys(),
        file.revisedKeys(),
        signatures,
        file.sha256());
  }

  static ExportFile withBatch(ExportFile file, int number, int size) {
    return new ExportFile(
        file.header(),
        number,
        size,
        file.signers(),
        file.keys(),
        file.revisedKeys(),
        file.signatures(),
        file.sha256());
  }

  static Map<String, byte[]> entries(String vector) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(Vectors.path(vector))))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  static Bytes zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return Bytes.of(out.toByteArray());
  }
}
