// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.Test;

final class BrokenBlobStoresTest {
  @Test
  void aStoreThatDropsTheLastByteOfLargeObjectsFailsTheirClauses() {
    assertThat(Verdict.failedClauses(LargeTruncated.class))
        .containsExactly(
            "anObjectNeedNotBeReadToItsEnd",
            "anObjectOf64MegabytesIsReadBack",
            "whatIsOpenIsOneVersionThoughTheObjectIsReplaced");
  }

  @Test
  void aStoreThatKeepsPartsOfFailedWritesFailsThoseClauses() {
    assertThat(Verdict.failedClauses(PartsKept.class))
        .containsExactly(
            "anIoExceptionIsAPortFailureAndTheOldObjectStays",
            "whenContentFailsNoObjectAppears",
            "whenContentFailsTheOldObjectStays");
  }

  @Test
  void aStoreThatForgetsHowObjectsAreServedFailsThoseClauses() {
    assertThat(Verdict.failedClauses(AttributesForgotten.class))
        .containsExactly(
            "contentTypeAndCacheabilityAreKept",
            "puttingAgainReplacesTheObjectWhole",
            "whenContentFailsTheOldObjectStays");
  }

  @Test
  void aStoreThatKnowsNoBucketsFailsThatClause() {
    assertThat(Verdict.failedClauses(BucketsIgnored.class))
        .containsExactly("theSameNameInTwoBucketsIsTwoObjects");
  }

  @Test
  void aStoreThatWritesOverWhatIsThereFailsThatClause() {
    assertThat(Verdict.failedClauses(TailKept.class))
        .contains("puttingAgainReplacesTheObjectWhole");
  }

  @Test
  void aStoreThatIgnoresTheCaseOfNamesFailsThatClause() {
    assertThat(Verdict.failedClauses(CaseIgnored.class))
        .containsExactly("namesThatLookAlikeAreDifferentObjects");
  }

  @Test
  void aStoreThatAsksForTheContentTwiceFailsThatClause() {
    assertThat(Verdict.failedClauses(ContentTwice.class)).containsExactly("contentIsAskedForOnce");
  }

  @Test
  void aStoreThatFailsOnAbsentObjectsFailsThoseClauses() {
    assertThat(Verdict.failedClauses(DeleteFails.class))
        .containsExactly("anAbsentBucketHoldsNothing", "deletingAMissingObjectIsANoOp");
  }

  static final class LargeTruncated extends MapBlobs implements BlobStoreContract {
    @Override
    public BlobStore blobs() {
      return this;
    }

    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      super.put(name, attributes, content);
      objects.computeIfPresent(
          name,
          (_, entry) -> {
            int length = entry.bytes().length();
            int kept = length < 1 << 20 ? length : length - 1;
            byte[] bytes = Arrays.copyOf(entry.bytes().toByteArray(), kept);
            return new Entry(attributes, Bytes.of(bytes));
          });
    }
  }

  static final class PartsKept extends MapBlobs implements BlobStoreContract {
    @Override
    public BlobStore blobs() {
      return this;
    }

    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        content.writeTo(out);
      } catch (IOException e) {
        throw new PortFailure.Transient("cannot write", e);
      } finally {
        objects.put(name, new Entry(attributes, Bytes.of(out.toByteArray())));
      }
    }
  }

  static final class AttributesForgotten extends MapBlobs implements BlobStoreContract {
    @Override
    public BlobStore blobs() {
      return this;
    }

    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      super.put(name, new BlobAttributes("application/octet-stream", true), content);
    }
  }

  static final class BucketsIgnored extends MapBlobs implements BlobStoreContract {
    @Override
    public BlobStore blobs() {
      return this;
    }

    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      super.put(inOneBucket(name), attributes, content);
    }

    @Override
    public Optional<Blob> open(BlobName name) {
      return super.open(inOneBucket(name));
    }

    @Override
    public void delete(BlobName name) {
      super.delete(inOneBucket(name));
    }

    private static BlobName inOneBucket(BlobName name) {
      return new BlobName("bucket", name.name());
    }
  }

  static final class TailKept extends MapBlobs implements BlobStoreContract {
    @Override
    public BlobStore blobs() {
      return this;
    }

    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      byte[] before =
          Optional.ofNullable(objects.get(name))
              .map(Entry::bytes)
              .orElse(Bytes.empty())
              .toByteArray();
      super.put(name, attributes, content);
      objects.computeIfPresent(
          name,
          (_, entry) -> {
            byte[] after = entry.bytes().toByteArray();
            byte[] mixed = Arrays.copyOf(before, Math.max(before.length, after.length));
            System.arraycopy(after, 0, mixed, 0, after.length);
            return new Entry(attributes, Bytes.of(mixed));
          });
    }
  }

  static final class CaseIgnored extends MapBlobs implements BlobStoreContract {
    @Override
    public BlobStore blobs() {
      return this;
    }

    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      super.put(lowerCase(name), attributes, content);
    }

    @Override
    public Optional<Blob> open(BlobName name) {
      return super.open(lowerCase(name));
    }

    @Override
    public void delete(BlobName name) {
      super.delete(lowerCase(name));
    }

    private static BlobName lowerCase(BlobName name) {
      return new BlobName(name.bucket(), name.name().toLowerCase(Locale.ROOT));
    }
  }

  static final class ContentTwice extends MapBlobs implements BlobStoreContract {
    @Override
    public BlobStore blobs() {
      return this;
    }

    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      super.put(name, attributes, content);
      super.put(name, attributes, content);
    }
  }

  static final class DeleteFails extends MapBlobs implements BlobStoreContract {
    @Override
    public BlobStore blobs() {
      return this;
    }

    @Override
    public void delete(BlobName name) {
      if (objects.remove(name) == null) {
        throw new PortFailure.Permanent("no object " + name, null);
      }
    }
  }
}
