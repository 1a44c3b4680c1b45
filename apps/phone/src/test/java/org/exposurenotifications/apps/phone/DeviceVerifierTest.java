// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.SignerName;
import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceVerifierTest {
  private static final String UNTRUSTED = "no trusted key has signed this content";
  private static final String SHA512 = "1.2.840.10045.4.3.4";

  private final TestSigner one = new TestSigner();
  private final TestSigner two = new TestSigner();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "revised/1795435200-1795449600-00001.zip",
        "split/1795435200-1795449600-00001.zip",
        "split/1795435200-1795449600-00002.zip",
        "padded/1795435200-1795449600-00001.zip"
      })
  void filesOfTheReferenceServerAreVerifiedByTheirKeyOnly(String name) throws IOException {
    ExportFile file = Vectors.export("exports/" + name);

    assertThat(problem(file, "310", "v1", Vectors.key("exports/export-key-310-v1.pem"))).isEmpty();
    assertThat(problem(file, "310", "v1", Vectors.key("exports/export-key-310-v2.pem")))
        .contains(UNTRUSTED);
    assertThat(problem(file, "310", "v2", Vectors.key("exports/export-key-310-v1.pem")))
        .contains(UNTRUSTED);
    assertThat(FileRules.problems(file)).isEmpty();
  }

  @Test
  void thePublishedSampleIsVerified() throws IOException {
    ExportFile file = Vectors.export("sample/two-keys.zip");

    assertThat(problem(file, "some_id", "1", Vectors.key("sample/some_id-1.pem"))).isEmpty();
    assertThat(file.keys()).hasSize(2);
    assertThat(file.sha256().base64()).isEqualTo("OO22/HWNm6AU62Yiap7lgCAd46mF3KVGcjTF9BCZrT8=");
  }

  @Test
  void entriesInTheOtherOrderAreVerified() throws IOException {
    Map<String, byte[]> entries = TestFiles.entries(Vectors.REVISED);
    Map<String, byte[]> reordered = new LinkedHashMap<>();
    new LinkedHashMap<>(entries).reversed().forEach(reordered::put);
    assertThat(reordered.keySet()).containsExactly("export.sig", "export.bin");

    ExportFile file = Vectors.read(TestFiles.zip(reordered));

    assertThat(problem(file, "310", "v1", Vectors.key("exports/export-key-310-v1.pem"))).isEmpty();
  }

  @Test
  void anExtraEntryIsRefused() throws IOException {
    Map<String, byte[]> entries = TestFiles.entries(Vectors.REVISED);
    entries.put("../export.bin", new byte[1]);
    TrustOptions trust = new TrustOptions();
    trust.publicKey = Vectors.path("exports/export-key-310-v1.pem");

    assertThat(trust.check(TestFiles.zip(entries)).problems())
        .containsExactly("the archive holds an entry that does not belong there");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 700, 1505})
  void aChangedByteIsNoticed(int position) throws IOException {
    Map<String, byte[]> entries = TestFiles.entries(Vectors.REVISED);
    byte[] bin = Objects.requireNonNull(entries.get("export.bin"));
    assertThat(bin).hasSize(1506);
    bin[position] ^= 1;
    TrustOptions trust = new TrustOptions();
    trust.publicKey = Vectors.path("exports/export-key-310-v1.pem");

    assertThat(trust.check(TestFiles.zip(entries)).isGood()).isFalse();
  }

  @Test
  void aFileWithoutSignaturesIsRefused() throws IOException {
    assertThat(problem(Vectors.read(TestFiles.archive()), "310", "v1", one.key()))
        .contains("the file is not signed");
  }

  @Test
  void asManySignersAsSignaturesHaveToBeNamed() throws IOException {
    ExportFile file =
        Vectors.read(TestFiles.archive(one.named("310", "v1"), two.named("310", "v2")));

    assertThat(
            problem(
                TestFiles.withSignatures(file, file.signatures().subList(0, 1)),
                "310",
                "v1",
                one.key()))
        .contains("there are 1 signatures, but 2 signers are named");
  }

  @Test
  void anotherAlgorithmIsRefusedUnlessNobodyTrustsTheName() throws IOException {
    ExportFile file = Vectors.read(TestFiles.archive(one.named("310", "v1")));

    assertThat(problem(TestFiles.signedAs(file, "310", "v1", SHA512), "310", "v1", one.key()))
        .contains("the signature algorithm '" + SHA512 + "' is not known");
    assertThat(problem(TestFiles.signedAs(file, "999", "v1", SHA512), "310", "v1", one.key()))
        .contains(UNTRUSTED);
  }

  @Test
  void signaturesOfUnknownNamesAreIgnored() throws IOException {
    ExportFile file =
        Vectors.read(TestFiles.archive(one.named("999", "v1"), two.named("310", "v1")));

    assertThat(problem(file, "310", "v1", two.key())).isEmpty();
    assertThat(problem(file, "310", "v1", one.key())).contains(UNTRUSTED);
  }

  @Test
  void everyKeyOfACosignSetHasToSign() throws IOException {
    CosignSet both = new CosignSet(Map.of("310-v1", one.key(), "310-v2", two.key()));
    Bytes signedByBoth = TestFiles.archive(two.named("310", "v2"), one.named("310", "v1"));
    Bytes signedByOne = TestFiles.archive(one.named("310", "v1"));

    assertThat(problem(signedByBoth, both)).isEmpty();
    assertThat(problem(signedByOne, both)).contains(UNTRUSTED);
    assertThat(problem(signedByOne, both, CosignSet.of("310", "v1", one.key()))).isEmpty();
  }

  @Test
  void aSignatureWithoutANameIsThatOfTheOneKeyInQuestion() throws IOException {
    Bytes alone = TestFiles.archive(one.named("", ""));
    Bytes accompanied = TestFiles.archive(one.named("", ""), two.named("310", "v2"));
    CosignSet set = CosignSet.of("310", "v1", one.key());

    assertThat(problem(alone, set)).isEmpty();
    assertThat(problem(alone, CosignSet.of("310", "v1", two.key()))).contains(UNTRUSTED);
    assertThat(problem(accompanied, set)).contains(UNTRUSTED);
    assertThat(problem(alone, new CosignSet(Map.of("a-1", one.key(), "b-1", one.key()))))
        .contains(UNTRUSTED);
  }

  @Test
  void nothingIsVerifiedWhenNobodyIsTrusted() throws IOException {
    Bytes archive = TestFiles.archive(one.named("310", "v1"));

    assertThat(problem(archive)).contains(UNTRUSTED);
    assertThat(problem(archive, new CosignSet(Map.of()))).contains(UNTRUSTED);
  }

  @Test
  void batchNumbersHaveToBePossible() throws IOException {
    ExportFile file = Vectors.read(TestFiles.archive(one.named("310", "v1")));

    assertThat(problem(TestFiles.withBatch(file, 2, 3), "310", "v1", one.key())).isEmpty();
    assertThat(problem(TestFiles.withBatch(file, 0, 0), "310", "v1", one.key())).isEmpty();
    for (int[] batch : new int[][] {{0, 3}, {4, 3}, {1, 1_000_001}}) {
      assertThat(problem(TestFiles.withBatch(file, batch[0], batch[1]), "310", "v1", one.key()))
          .contains("batch " + batch[0] + " of " + batch[1] + " cannot be");
    }
  }

  @Test
  void allFilesOfABatchHaveToComeTogether() throws IOException {
    ExportFile file = Vectors.read(TestFiles.archive(one.named("310", "v1")));
    ExportFile first = TestFiles.withBatch(file, 1, 2);
    ExportFile second = TestFiles.withBatch(file, 2, 2);

    assertThat(DeviceVerifier.problemOfBatches(List.of(second, file, first))).isEmpty();
    assertThat(DeviceVerifier.problemOfBatches(List.of(file, first, first)))
        .contains("of a batch of 2 files there are only 1");
  }

  @Test
  void rulesBeyondTheDevicesAreCheckedToo() throws IOException {
    ExportFile file = Vectors.export(Vectors.REVISED);
    ExportFile odd =
        new ExportFile(
            file.header(),
            1,
            2,
            List.of(new SignerName("310", "v9", SignerName.ECDSA_WITH_SHA256)),
            file.keys().reversed(),
            List.of(),
            file.signatures(),
            file.sha256());

    assertThat(FileRules.problems(odd)).hasSize(3);
  }

  private static Optional<String> problem(
      ExportFile file, String keyId, String keyVersion, PublicKey key) {
    return new DeviceVerifier(List.of(CosignSet.of(keyId, keyVersion, key))).problem(file);
  }

  private static Optional<String> problem(Bytes archive, CosignSet... trusted) {
    return new DeviceVerifier(List.of(trusted)).problem(Vectors.read(archive));
  }
}
