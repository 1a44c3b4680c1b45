// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.proto.TemporaryExposureKeyProto;
import org.exposurenotifications.core.fixtures.Vectors;
import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads archives that another server wrote. */
class ReferenceArchivesTest {
  static Stream<Named<JsonObject>> files() {
    return list(Vectors.json("exports/decoded.json"), "files")
        .map(file -> Named.of(file.get("file").getAsString(), file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void contentIsAsDecodedByOthers(JsonObject expected) {
    ExportFile file = read(expected);

    assertThat(file.header())
        .isEqualTo(
            new ExportFileHeader(
                Instant.ofEpochSecond(expected.get("startTimestamp").getAsLong()),
                Instant.ofEpochSecond(expected.get("endTimestamp").getAsLong()),
                expected.get("region").getAsString()));
    assertThat(file.batchNumber()).isEqualTo(expected.get("batchNum").getAsInt());
    assertThat(file.batchSize()).isEqualTo(expected.get("batchSize").getAsInt());
    assertThat(file.keys()).isEqualTo(list(expected, "keys").map(this::key).toList());
    assertThat(file.revisedKeys()).isEqualTo(list(expected, "revisedKeys").map(this::key).toList());
    assertThat(file.sha256())
        .isEqualTo(
            Bytes.of(HexFormat.of().parseHex(expected.get("exportBinSha256").getAsString())));
  }

  @ParameterizedTest
  @MethodSource("files")
  void signersAreNamedBesideTheKeysAndBesideTheSignatures(JsonObject expected) {
    ExportFile file = read(expected);
    List<SignerName> signers =
        list(expected, "signatureInfos")
            .map(signer ->
                new SignerName(
                    signer.get("verificationKeyId").getAsString(),
                    signer.get("verificationKeyVersion").getAsString(),
                    signer.get("signatureAlgorithm").getAsString()))
            .toList();

    assertThat(file.signers()).isEqualTo(signers).isNotEmpty();
    assertThat(file.signatures()).extracting(FileSignature::signer).isEqualTo(signers);
  }

  @ParameterizedTest
  @MethodSource("files")
  void signaturesVerifyUnderTheirKeyOnly(JsonObject expected) throws GeneralSecurityException {
    ExportFile file = read(expected);
    FileSignature signature = file.signatures().getFirst();
    PublicKey own = publicKey("exports/export-key-310-v1.pem");
    PublicKey other = publicKey("exports/export-key-310-v2.pem");
    SignerName sha512 = new SignerName("310", "v1", "1.2.840.10045.4.3.4");

    assertThat(signature.verifies(own, file.sha256())).isTrue();
    assertThat(signature.verifies(other, file.sha256())).isFalse();
    assertThat(signature.verifies(own, Bytes.of(new byte[32]))).isFalse();
    assertThat(
            new FileSignature(signature.signer(), 1, 1, Bytes.empty()).verifies(own, file.sha256()))
        .isFalse();
    assertThat(new FileSignature(sha512, 1, 1, signature.signature()).verifies(own, file.sha256()))
        .isFalse();
  }

  private static ExportFile read(JsonObject expected) {
    byte[] archive = Vectors.bytes("exports/" + expected.get("file").getAsString());
    ReadOutcome outcome = new ExportFileReader(ReadLimits.DEFAULT).read(Bytes.of(archive));
    assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
    return ((ReadOutcome.Read) outcome).file();
  }

  private FileKey key(JsonObject json) {
    return new FileKey(
        Bytes.ofBase64(json.get("key").getAsString()),
        json.get("transmissionRisk").getAsInt(),
        json.get("rollingStartNumber").getAsInt(),
        number(json.get("rollingPeriod")).orElse(144),
        reportType(number(json.get("reportType")).orElse(0)),
        number(json.get("daysSinceOnset")),
        OptionalInt.empty());
  }

  private static FileReportType reportType(int number) {
    return FileReportType.valueOf(TemporaryExposureKeyProto.ReportType.forNumber(number).name());
  }

  private static OptionalInt number(JsonElement json) {
    return json.isJsonNull() ? OptionalInt.empty() : OptionalInt.of(json.getAsInt());
  }

  private static Stream<JsonObject> list(JsonObject json, String name) {
    JsonArray array = json.getAsJsonArray(name);
    return array.asList().stream().map(JsonElement::getAsJsonObject);
  }

  private static PublicKey publicKey(String name) throws GeneralSecurityException {
    String base64 = Vectors.text(name).replaceAll("-----[A-Z ]+-----", "");
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
  }
}
