// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.BlobSteps.NAME;
import static org.exposurenotifications.testing.contracts.BlobSteps.TEXT;
import static org.exposurenotifications.testing.contracts.BlobSteps.ZIP;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BlobStore}. */
public interface BlobStoreContract extends BlobReplacementContract {
  int MEGABYTE = 1 << 20;

  @Test
  default void anAbsentObjectIsNotFound() {
    assertThat(blobs().open(NAME)).isEmpty();
  }

  @Test
  default void anAbsentBucketHoldsNothing() {
    BlobName name = new BlobName("en-contract-absent", "one.zip");
    blobs().delete(name);
    assertThat(blobs().open(name)).isEmpty();
  }

  @Test
  default void anEmptyObjectIsReadBack() {
    steps().put(NAME, new byte[0]);
    assertThat(steps().read(NAME)).hasValue(Bytes.empty());
  }

  @Test
  default void anObjectOfOneByteIsReadBack() {
    steps().put(NAME, new byte[] {-1});
    assertThat(steps().read(NAME)).hasValue(Bytes.of(new byte[] {-1}));
  }

  @Test
  default void anObjectOf64MegabytesIsReadBack() throws IOException {
    blobs()
        .put(
            NAME,
            ZIP,
            out -> {
              for (int i = 0; i < 64; i++) {
                out.write(BlobSteps.noise(MEGABYTE + i), 0, MEGABYTE);
              }
            });
    try (Blob blob = blobs().open(NAME).orElseThrow()) {
      assertThat(blob.length()).isEqualTo(64L * MEGABYTE);
      for (int i = 0; i < 64; i++) {
        byte[] expected = Arrays.copyOf(BlobSteps.noise(MEGABYTE + i), MEGABYTE);
        assertThat(blob.content().readNBytes(MEGABYTE)).as("megabyte %s", i).isEqualTo(expected);
      }
      assertThat(blob.content().read()).isEqualTo(-1);
    }
  }

  @Test
  default void anObjectNeedNotBeReadToItsEnd() throws IOException {
    byte[] content = BlobSteps.noise(4 * MEGABYTE);
    steps().put(NAME, content);
    for (int read : new int[] {0, 1, MEGABYTE}) {
      try (Blob blob = blobs().open(NAME).orElseThrow()) {
        assertThat(blob.content().readNBytes(read)).isEqualTo(Arrays.copyOf(content, read));
      }
    }
    assertThat(steps().read(NAME)).hasValue(Bytes.of(content));
  }

  @Test
  default void bytesWrittenInAnyWayAreKeptInOrder() {
    blobs()
        .put(
            NAME,
            ZIP,
            out -> {
              out.write('a');
              out.write(new byte[] {'b', 'c'});
              out.write(new byte[] {'x', 'd', 'e', 'y'}, 1, 2);
              out.flush();
              out.write(0x100 + 'f');
            });
    assertThat(steps().read(NAME)).hasValue(Samples.utf8("abcdef"));
  }

  @Test
  default void contentIsAskedForOnce() {
    AtomicInteger calls = new AtomicInteger();
    blobs().put(NAME, ZIP, _ -> calls.incrementAndGet());
    assertThat(calls).hasValue(1);
  }

  @Test
  default void aStoredObjectDoesNotChangeWithTheWritersArray() {
    byte[] content = {'o', 'l', 'd'};
    steps().put(NAME, content);
    Arrays.fill(content, (byte) 'x');
    assertThat(steps().read(NAME)).hasValue(Samples.utf8("old"));
  }

  @Test
  default void contentTypeAndCacheabilityAreKept() {
    BlobAttributes json = new BlobAttributes("application/json; charset=utf-8", true);
    List<BlobAttributes> all = List.of(ZIP, TEXT, json);
    for (int i = 0; i < all.size(); i++) {
      blobs().put(new BlobName(Samples.BUCKET, "served/" + i), all.get(i), out -> out.write('x'));
    }
    for (int i = 0; i < all.size(); i++) {
      assertThat(steps().attributes(new BlobName(Samples.BUCKET, "served/" + i)))
          .isEqualTo(all.get(i));
    }
  }

  @Test
  default void contentIsTheSameStreamOnEachCall() throws IOException {
    steps().putText(NAME, "ab");
    try (Blob blob = blobs().open(NAME).orElseThrow()) {
      assertThat(blob.content().read()).isEqualTo('a');
      assertThat(blob.content().read()).isEqualTo('b');
      assertThat(blob.content().read()).isEqualTo(-1);
    }
  }

  @Test
  default void namesThatLookAlikeAreDifferentObjects() {
    List<BlobName> names =
        List.of(
                "x y/z.zip",
                "x+y/z.zip",
                "x%20y/z.zip",
                "x_y/z.zip",
                "X Y/z.zip",
                "x y z.zip",
                "ü/ß",
                "u/s",
                "日本/鍵.zip",
                "😀/key",
                "a?b=c",
                "a#b",
                "a&b",
                "a:b",
                "a'b",
                "a\"b",
                "index.txt",
                "exports/.hidden",
                "~tilde/$dollar",
                "deep/1/2/3/4/5/6/7/8/9")
            .stream()
            .map(name -> new BlobName(Samples.BUCKET, name))
            .toList();
    names.forEach(name -> steps().putText(name, name.name()));
    for (BlobName name : names) {
      assertThat(steps().read(name)).as(name.name()).hasValue(Samples.utf8(name.name()));
    }
  }

  @Test
  default void theLongestNameWorks() {
    BlobName name =
        new BlobName(Samples.BUCKET, ("x".repeat(89) + "/").repeat(10).substring(0, 899) + "y");
    steps().putText(name, "long");
    assertThat(steps().read(name)).hasValue(Samples.utf8("long"));
  }

  /** Readers ask for any name, among them such as no file or object can have. */
  @Test
  default void anAbsentObjectOfAnyNameIsNotFound() {
    Random random = new Random(5);
    for (int i = 0; i < 30; i++) {
      BlobName name = new BlobName(Samples.BUCKET, BlobSteps.oddName(random));
      assertThat(blobs().open(name)).as(name.name()).isEmpty();
    }
  }

  @Test
  default void theSameNameInTwoBucketsIsTwoObjects() {
    BlobName other = new BlobName(Samples.OTHER_BUCKET, NAME.name());
    steps().putText(NAME, "one");
    assertThat(steps().read(other)).isEmpty();
    steps().putText(other, "two");
    assertThat(steps().read(NAME)).hasValue(Samples.utf8("one"));
    blobs().delete(NAME);
    assertThat(steps().read(other)).hasValue(Samples.utf8("two"));
  }

  @Test
  default void aDeletedObjectIsNotFound() {
    steps().putText(NAME, "gone");
    blobs().delete(NAME);
    assertThat(steps().read(NAME)).isEmpty();
  }

  @Test
  default void deletingAMissingObjectIsANoOp() {
    BlobName neighbour = new BlobName(Samples.BUCKET, "exports/two.zip");
    steps().putText(neighbour, "stays");
    blobs().delete(NAME);
    blobs().delete(NAME);
    assertThat(steps().read(neighbour)).hasValue(Samples.utf8("stays"));
  }

  private BlobSteps steps() {
    return new BlobSteps(blobs());
  }
}
