// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of several blocks, which are small here, against Azurite. */
final class StagedUploadTest {
  private static final int BLOCK = 1000;
  private static final BlobAttributes ZIP = new BlobAttributes("application/zip", true);
  private static final BlobName NAME = new BlobName(Samples.BUCKET, "exports/ü 日本.zip");

  private static TestStorage storage;
  private static AzureBlobStore blobs;

  @BeforeAll
  static void start() {
    storage = new TestStorage();
    AzureConfig config =
        new AzureConfig(
            storage.endpoint(),
            storage.key(),
            TestVault.NOWHERE,
            false,
            Optional.empty(),
            TestVault.RETRIES);
    blobs =
        new AzureBlobStore(
            new AzureClients(config, () -> TestVault.credential("unused"), HttpClient::newBuilder),
            new AzureRequests(config.retries().deadline()),
            config,
            BLOCK);
  }

  @AfterAll
  static void stop() {
    if (storage != null) {
      storage.close();
    }
  }

  @BeforeEach
  void empty() {
    storage.empty();
  }

  @Test
  void sizesAroundABlockAreReadBack() throws IOException {
    for (int length : new int[] {0, 1, 999, 1000, 1001, 1999, 2000, 2001, 5500}) {
      blobs.put(NAME, ZIP, out -> out.write(filled(length, length)));
      assertThat(read()).as("%s bytes", length).isEqualTo(Bytes.of(filled(length, length)));
    }
  }

  @Test
  void headersAreThoseOfTheAttributesHoweverItIsUploaded() {
    for (int length : new int[] {1, 5500}) {
      blobs.put(NAME, ZIP, out -> out.write(filled(1, length)));
      BlobProperties zip = blob().getProperties();
      assertThat(zip.getContentType()).isEqualTo("application/zip");
      assertThat(zip.getCacheControl()).isEqualTo("public, max-age=86400");

      blobs.put(NAME, new BlobAttributes("text/plain", false), out -> out.write(filled(1, length)));
      assertThat(blob().getProperties().getCacheControl()).isEqualTo("no-cache, max-age=0");
    }
  }

  @Test
  void onlyAsMuchAsTheBlocksIsStagedBeforeTheCommit() {
    blobs.put(
        NAME,
        ZIP,
        out -> {
          out.write(filled(1, 2500));
          assertThat(staged()).hasSize(2);
          out.write(filled(2, 1000));
          assertThat(staged()).hasSize(3);
          assertThat(blobs.open(NAME)).isEmpty();
        });
    assertThat(blob().getProperties().getBlobSize()).isEqualTo(3500);
  }

  @Test
  void aFailingWriterCommitsNothing() throws IOException {
    blobs.put(NAME, ZIP, out -> out.write(filled(1, 3000)));
    IllegalStateException failure = new IllegalStateException("of the writer");

    assertThatThrownBy(() -> blobs.put(NAME, ZIP, failingAfter(5000, failure))).isSameAs(failure);
    assertThat(read()).isEqualTo(Bytes.of(filled(1, 3000)));
  }

  @Test
  void whatAFailedWriterLeftDoesNotGetIntoTheNextObject() throws IOException {
    IllegalStateException failure = new IllegalStateException("of the writer");
    assertThatThrownBy(() -> blobs.put(NAME, ZIP, failingAfter(5000, failure))).isSameAs(failure);

    blobs.put(NAME, ZIP, out -> out.write(filled(2, 3000)));
    assertThat(read()).isEqualTo(Bytes.of(filled(2, 3000)));
  }

  @Test
  void aWriterThatGoesOnAfterAFailedBlockCommitsNothing() {
    BlobName nowhere = new BlobName("en-absent", "one.zip");
    List<PortFailure> seen = new ArrayList<>();
    BlobContent stubborn =
        out -> {
          for (int i = 0; i < 3; i++) {
            try {
              out.write(filled(i, 2 * BLOCK));
            } catch (PortFailure e) {
              seen.add(e);
            }
          }
        };
    assertThatThrownBy(() -> blobs.put(nowhere, ZIP, stubborn))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("create the container en-absent");
    assertThat(seen).hasSize(3);
  }

  @Test
  void ofTwoUploadsInTurnsTheOneThatCommitsFirstIsOvertakenByNone() throws IOException {
    blobs.put(
        NAME,
        ZIP,
        out -> {
          out.write(filled(1, 2500));
          blobs.put(NAME, ZIP, inner -> inner.write(filled(2, 3500)));
          out.write(filled(1, 2000));
        });
    assertThat(read()).isEqualTo(Bytes.of(filled(2, 3500)));
  }

  @Test
  void theSameContentInTurnsIsThereOnce() throws IOException {
    BlobContent content = out -> out.write(filled(1, 2500));
    blobs.put(
        NAME,
        ZIP,
        out -> {
          content.writeTo(out);
          blobs.put(NAME, ZIP, content);
        });
    assertThat(read()).isEqualTo(Bytes.of(filled(1, 2500)));
  }

  @Test
  void aSmallObjectThatComesBetweenIsKeptWhole() throws IOException {
    blobs.put(
        NAME,
        ZIP,
        out -> {
          out.write(filled(1, 2500));
          blobs.put(NAME, ZIP, inner -> inner.write(filled(2, 10)));
        });
    Bytes found = read();
    assertThat(found).isIn(Bytes.of(filled(1, 2500)), Bytes.of(filled(2, 10)));
  }

  @Test
  void blocksThatAreGoneWithoutAnotherWriterAreAFailure() {
    assertThatThrownBy(() ->
            blobs.put(
                NAME,
                ZIP,
                out -> {
                  out.write(filled(1, 2500));
                  // stands for the week after which Azure drops what was not committed
                  storage.empty();
                }))
        .isInstanceOf(PortFailure.class);
    assertThat(blobs.open(NAME)).isEmpty();
  }

  private static BlobContent failingAfter(int length, RuntimeException failure) {
    return out -> {
      out.write(filled(9, length));
      throw failure;
    };
  }

  private static Bytes read() throws IOException {
    try (Blob blob = blobs.open(NAME).orElseThrow()) {
      return Bytes.of(blob.content().readAllBytes());
    }
  }

  private static List<?> staged() {
    return blob().listBlocks(BlockListType.UNCOMMITTED).getUncommittedBlocks();
  }

  private static BlockBlobClient blob() {
    return storage
        .client()
        .getBlobContainerClient(NAME.bucket())
        .getBlobClient(NAME.name())
        .getBlockBlobClient();
  }

  private static byte[] filled(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
