// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exposurenotifications.testing.contracts.BlobSteps.NAME;
import static org.exposurenotifications.testing.contracts.BlobSteps.TEXT;
import static org.exposurenotifications.testing.contracts.BlobSteps.ZIP;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BlobStore} about replacing an object whole or not at all. */
public interface BlobReplacementContract {
  /**
   * The store under test: the same within a test, without objects at its beginning. The buckets
   * {@link Samples#BUCKET} and {@link Samples#OTHER_BUCKET} are there.
   */
  BlobStore blobs();

  @Test
  default void puttingAgainReplacesTheObjectWhole() {
    steps().putText(NAME, "a long first content");
    blobs().put(NAME, TEXT, out -> out.write('s'));
    assertThat(steps().read(NAME)).hasValue(Samples.utf8("s"));
    assertThat(steps().attributes(NAME)).isEqualTo(TEXT);
  }

  @Test
  default void whenContentFailsTheOldObjectStays() {
    steps().putText(NAME, "old");
    IllegalStateException failure = new IllegalStateException("of the writer");
    assertThatThrownBy(() -> blobs().put(NAME, TEXT, failingWith(failure))).isSameAs(failure);
    assertThat(steps().read(NAME)).hasValue(Samples.utf8("old"));
    assertThat(steps().attributes(NAME)).isEqualTo(ZIP);
  }

  @Test
  default void whenContentFailsNoObjectAppears() {
    IllegalStateException failure = new IllegalStateException("of the writer");
    assertThatThrownBy(() -> blobs().put(NAME, ZIP, failingWith(failure))).isSameAs(failure);
    assertThat(blobs().open(NAME)).isEmpty();
  }

  @Test
  default void anIoExceptionIsAPortFailureAndTheOldObjectStays() {
    steps().putText(NAME, "old");
    BlobContent broken =
        out -> {
          out.write('n');
          throw new IOException("broken stream");
        };
    assertThatThrownBy(() -> blobs().put(NAME, ZIP, broken)).isInstanceOf(PortFailure.class);
    assertThat(steps().read(NAME)).hasValue(Samples.utf8("old"));
  }

  @Test
  default void whatIsOpenIsOneVersionThoughTheObjectIsReplaced() throws IOException {
    steps().put(NAME, pure(0, 1 << 20));
    try (Blob blob = blobs().open(NAME).orElseThrow()) {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      read.write(blob.content().readNBytes(1000));
      steps().put(NAME, pure(1, 1 << 20));
      read.write(blob.content().readAllBytes());
      assertThat(Bytes.of(read.toByteArray())).isEqualTo(Bytes.of(pure(0, 1 << 20)));
    }
  }

  @Test
  default void ofRacingWritersOneWinsWhole() {
    for (int round = 0; round < 3; round++) {
      List<Boolean> written =
          Race.of(
              8,
              number -> {
                blobs().put(NAME, ZIP, inPieces(number));
                return true;
              });
      assertThat(written).hasSize(8);
      assertThat(steps().read(NAME)).hasValueSatisfying(BlobReplacementContract::isPure);
    }
  }

  @Test
  default void readersSeeWholeObjectsWhileTheyAreReplaced() {
    blobs().put(NAME, ZIP, inPieces(0));
    List<Optional<Bytes>> seen =
        Race.of(
            8,
            number -> {
              if (number < 4) {
                blobs().put(NAME, ZIP, inPieces(number));
              }
              return steps().read(NAME);
            });
    assertThat(seen)
        .allSatisfy(read -> assertThat(read).hasValueSatisfying(BlobReplacementContract::isPure));
  }

  private BlobSteps steps() {
    return new BlobSteps(blobs());
  }

  /** Fails when much is written already. */
  private static BlobContent failingWith(RuntimeException failure) {
    return out -> {
      out.write(new byte[300_000]);
      throw failure;
    };
  }

  /** The longer, the greater the number, and all of the same bytes. */
  private static BlobContent inPieces(int number) {
    return out -> {
      for (int i = 0; i <= number; i++) {
        out.write(pure(number, 10_000));
      }
    };
  }

  private static byte[] pure(int number, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  private static void isPure(Bytes content) {
    int number = content.length() / 10_000 - 1;
    assertThat(content).isEqualTo(Bytes.of(pure(number, (number + 1) * 10_000)));
  }
}
