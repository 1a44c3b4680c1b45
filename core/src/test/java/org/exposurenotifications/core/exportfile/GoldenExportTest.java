// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.exposurenotifications.core.fixtures.Vectors;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenExportTest {
  static Stream<Named<Case>> cases() {
    Case[] cases =
        new Gson().fromJson(Vectors.json("export-golden.json").get("cases"), Case[].class);
    return Stream.of(cases).map(c -> Named.of(c.name, c));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theBytesAreThoseOfTheReference(Case golden) throws IOException {
    Stub key = new Stub();
    Map<String, byte[]> entries = Archives.unpack(golden.write(key));

    assertThat(hex(entries, "export.bin")).isEqualTo(golden.exportBinHex);
    assertThat(hex(entries, "export.sig")).isEqualTo(golden.exportSigHex);
    assertThat(key.digest)
        .isEqualTo(
            golden.signers.isEmpty()
                ? Bytes.empty()
                : Bytes.ofBase64(golden.exportBinSha256Base64));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatWasWrittenIsReadBack(Case golden) throws IOException {
    ReadOutcome outcome =
        new ExportFileReader(ReadLimits.DEFAULT).read(Bytes.of(golden.write(new Stub())));

    assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
    ExportFile file = ((ReadOutcome.Read) outcome).file();
    assertThat(file.header()).isEqualTo(golden.header());
    assertThat(file.keys())
        .isEqualTo(golden.sorted(golden.keys).map(GoldenExportTest::read).toList());
    assertThat(file.revisedKeys())
        .isEqualTo(golden.sorted(golden.revisedKeys).map(GoldenExportTest::read).toList());
    assertThat(file.sha256()).isEqualTo(Bytes.ofBase64(golden.exportBinSha256Base64));
    assertThat(file.signatures()).hasSameSizeAs(golden.signers);
  }

  private static String hex(Map<String, byte[]> entries, String name) {
    return HexFormat.of().formatHex(entries.getOrDefault(name, new byte[] {0}));
  }

  private static FileKey read(ExportKey key) {
    return new FileKey(
        key.keyData(),
        key.transmissionRisk(),
        key.rollingStart(),
        key.rollingPeriod(),
        key.reportType().map(FileReportType::of).orElse(FileReportType.UNKNOWN),
        key.daysSinceOnset(),
        OptionalInt.empty());
  }

  /** As in the JSON. */
  record Case(
      String name,
      long startTimestamp,
      long endTimestamp,
      String region,
      int fileNumber,
      boolean splitBatch,
      List<JsonObject> signers,
      List<JsonObject> keys,
      List<JsonObject> revisedKeys,
      String exportBinSha256Base64,
      String exportBinHex,
      String exportSigHex) {

    byte[] write(SigningKey key) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      List<Signer> all =
          signers.stream()
              .map(signer ->
                  new Signer(
                      signer.get("verificationKeyId").getAsString(),
                      signer.get("verificationKeyVersion").getAsString(),
                      key))
              .toList();
      try (ExportFileWriter file = new ExportFileWriter(out, header(), all)) {
        for (ExportKey exportKey : sorted(keys).toList()) {
          file.addKey(exportKey);
        }
        for (ExportKey exportKey : sorted(revisedKeys).toList()) {
          file.addRevisedKey(exportKey);
        }
        file.finish();
      }
      return out.toByteArray();
    }

    ExportFileHeader header() {
      return new ExportFileHeader(
          Instant.ofEpochSecond(startTimestamp),
          Instant.ofEpochSecond(endTimestamp + (splitBatch ? fileNumber : 0)),
          region);
    }

    Stream<ExportKey> sorted(List<JsonObject> list) {
      return list.stream().map(Case::key).sorted(Comparator.comparing(ExportKey::keyData));
    }

    private static ExportKey key(JsonObject json) {
      JsonElement onset = json.get("daysSinceOnset");
      return new ExportKey(
          Bytes.ofBase64(json.get("key").getAsString()),
          json.get("transmissionRisk").getAsInt(),
          json.get("rollingStartNumber").getAsInt(),
          json.get("rollingPeriod").getAsInt(),
          ReportType.ofClaim(json.get("reportType").getAsString()),
          onset.isJsonNull() ? OptionalInt.empty() : OptionalInt.of(onset.getAsInt()));
    }
  }

  /** Remembers what it signed; every signature is one byte of value 1. */
  private static final class Stub implements SigningKey {
    private Bytes digest = Bytes.empty();

    @Override
    public Bytes signDigest(Bytes sha256) {
      digest = sha256;
      return Bytes.of(new byte[] {1});
    }

    @Override
    public Bytes publicKey() {
      return Bytes.empty();
    }
  }
}
