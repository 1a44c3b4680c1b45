// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exposurenotifications.testing.contracts.BlobSteps.NAME;
import static org.exposurenotifications.testing.contracts.BlobSteps.ZIP;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BlobStore} when the server does not answer as it should. */
public interface BlobFaultContract extends ConnectionFaultContract {
  /** In more parts than one, whatever the vendor's parts are. */
  int LARGE = 12 << 20;

  /** Through the source of faults; with the bucket {@link Samples#BUCKET}, without objects. */
  BlobStore blobs();

  @Override
  default List<PortCall> calls() {
    Bytes content = Bytes.of(BlobSteps.noise(200_000));
    BlobName read = new BlobName(Samples.BUCKET, "faults/read.zip");
    BlobName written = new BlobName(Samples.BUCKET, "faults/written.zip");
    BlobName deleted = new BlobName(Samples.BUCKET, "faults/deleted.zip");
    new BlobSteps(blobs()).put(read, content.toByteArray());
    return List.of(
        new PortCall(
            "put",
            Samples.BUCKET,
            () -> new BlobSteps(blobs()).put(written, content.toByteArray())),
        new PortCall("open", Samples.BUCKET, () -> assertThat(read(read)).hasValue(content)),
        new PortCall("delete", Samples.BUCKET, true, () -> blobs().delete(deleted)));
  }

  /** As {@link ConnectionFaultContract} has it for calls without a body in their answer. */
  @Test
  default void aDeletionWhoseAnswerIsCutIsDoneOrTransientInTime() {
    new BlobSteps(blobs()).putText(NAME, "old");
    faults().inject(Fault.CUT_REPLY, 0, FaultSource.FOREVER);
    long start = System.nanoTime();
    boolean done = succeeds(() -> blobs().delete(NAME));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThanOrEqualTo(patience());
    assertThat(faults().spoiled()).isPositive();
    faults().clear();
    assertThat(done && read(NAME).isPresent()).isFalse();
  }

  @Test
  default void anUploadThatIsCutLeavesTheOldObject() {
    new BlobSteps(blobs()).putText(NAME, "old");
    faults().inject(Fault.CUT_UPLOAD, 0, FaultSource.FOREVER);
    assertThatThrownBy(() -> blobs().put(NAME, ZIP, large()))
        .isInstanceOf(PortFailure.Transient.class);
    assertThat(faults().spoiled()).isPositive();
    faults().clear();
    assertThat(read(NAME)).hasValue(Samples.utf8("old"));
  }

  @Test
  default void anUploadThatIsCutLeavesNoObjectWhereNoneWas() {
    faults().inject(Fault.CUT_UPLOAD, 0, FaultSource.FOREVER);
    assertThatThrownBy(() -> blobs().put(NAME, ZIP, large()))
        .isInstanceOf(PortFailure.Transient.class);
    assertThat(faults().spoiled()).isPositive();
    faults().clear();
    assertThat(read(NAME)).isEmpty();
  }

  @Test
  default void anUploadThatIsCutOnceIsSurvivedOrLeavesTheOldObject() {
    new BlobSteps(blobs()).putText(NAME, "old");
    for (int after = 0; after < 3; after++) {
      faults().inject(Fault.CUT_UPLOAD, after, 1);
      assertThat(wasPut()).isEqualTo(read(NAME).orElseThrow().length() == LARGE);
    }
  }

  @Test
  default void wheneverAnUploadFailsTheObjectIsWhole() {
    for (Fault fault : List.of(Fault.SERVER_ERROR, Fault.RESET, Fault.CUT_REPLY)) {
      for (int after = 0; after < 3; after++) {
        faults().clear();
        new BlobSteps(blobs()).putText(NAME, "old");
        faults().inject(fault, after, FaultSource.FOREVER);
        boolean done = wasPut();
        faults().clear();
        Bytes found = read(NAME).orElseThrow();
        // an answer that is lost may have told of success
        boolean maybe = done || fault == Fault.CUT_REPLY;
        assertThat(found)
            .as("%s after %s requests", fault, after)
            .satisfiesAnyOf(
                old -> assertThat(!done && old.equals(Samples.utf8("old"))).isTrue(),
                complete -> assertThat(maybe && complete.length() == LARGE).isTrue());
      }
    }
  }

  @Test
  default void contentIsAskedForOnceHoweverOftenItIsSent() {
    AtomicInteger calls = new AtomicInteger();
    faults().inject(Fault.SERVER_ERROR, 0, 1);
    blobs()
        .put(
            NAME,
            ZIP,
            out -> {
              calls.incrementAndGet();
              out.write(BlobSteps.noise(1000));
            });
    assertThat(calls).hasValue(1);
    assertThat(read(NAME)).hasValue(Bytes.of(BlobSteps.noise(1000)));
  }

  private boolean wasPut() {
    return succeeds(() -> blobs().put(NAME, ZIP, large()));
  }

  /** Or fails for now. */
  private static boolean succeeds(Runnable call) {
    try {
      call.run();
      return true;
    } catch (PortFailure e) {
      assertThat(e).isInstanceOf(PortFailure.Transient.class);
      return false;
    }
  }

  private static BlobContent large() {
    return out -> {
      for (int i = 0; i < LARGE >> 20; i++) {
        out.write(BlobSteps.noise(1 << 20));
      }
    };
  }

  /** A stream that breaks is a failure like any other; one that ends too early is not. */
  private Optional<Bytes> read(BlobName name) {
    try (Blob blob = blobs().open(name).orElse(null)) {
      if (blob == null) {
        return Optional.empty();
      }
      byte[] content = blob.content().readAllBytes();
      assertThat(content).hasSize(Math.toIntExact(blob.length()));
      return Optional.of(Bytes.of(content));
    } catch (IOException e) {
      throw new PortFailure.Transient("the stream broke", e);
    }
  }
}
