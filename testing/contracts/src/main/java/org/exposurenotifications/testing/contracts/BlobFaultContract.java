// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

  /** Through the source of faults. */
  BlobStore blobs();

  /** A bucket that no other test uses: there, and without objects. The same within a test. */
  String bucket();

  @Override
  default List<PortCall> calls() {
    Bytes content = Bytes.of(BlobSteps.noise(200_000));
    BlobName read = new BlobName(bucket(), "faults/read.zip");
    BlobName written = new BlobName(bucket(), "faults/written.zip");
    BlobName deleted = new BlobName(bucket(), "faults/deleted.zip");
    new BlobSteps(blobs()).put(read, content.toByteArray());
    return List.of(
        new PortCall(
            "put", bucket(), () -> new BlobSteps(blobs()).put(written, content.toByteArray())),
        new PortCall("open", bucket(), () -> assertThat(read(read)).hasValue(content)),
        new PortCall("delete", bucket(), true, () -> blobs().delete(deleted)));
  }

  /** As {@link ConnectionFaultContract} has it for calls without a body in their answer. */
  @Test
  default void aDeletionWhoseAnswerIsCutIsDoneOrTransientInTime() {
    new BlobSteps(blobs()).putText(name(), "old");
    faults().inject(Fault.CUT_REPLY, 0, FaultSource.FOREVER);
    long start = System.nanoTime();
    boolean done = succeeds(() -> blobs().delete(name()));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThanOrEqualTo(patience());
    assertThat(faults().spoiled()).isPositive();
    faults().clear();
    assertThat(done && read(name()).isPresent()).isFalse();
  }

  @Test
  default void anUploadThatIsCutLeavesTheOldObject() {
    new BlobSteps(blobs()).putText(name(), "old");
    faults().inject(Fault.CUT_UPLOAD, 0, FaultSource.FOREVER);
    assertThatThrownBy(() -> blobs().put(name(), ZIP, large()))
        .isInstanceOf(PortFailure.Transient.class);
    assertThat(faults().spoiled()).isPositive();
    faults().clear();
    assertThat(read(name())).hasValue(Samples.utf8("old"));
  }

  @Test
  default void anUploadThatIsCutLeavesNoObjectWhereNoneWas() {
    faults().inject(Fault.CUT_UPLOAD, 0, FaultSource.FOREVER);
    assertThatThrownBy(() -> blobs().put(name(), ZIP, large()))
        .isInstanceOf(PortFailure.Transient.class);
    assertThat(faults().spoiled()).isPositive();
    faults().clear();
    assertThat(read(name())).isEmpty();
  }

  @Test
  default void anUploadThatIsCutOnceIsSurvivedOrLeavesTheOldObject() {
    new BlobSteps(blobs()).putText(name(), "old");
    for (int after = 0; after < 3; after++) {
      faults().inject(Fault.CUT_UPLOAD, after, 1);
      assertThat(wasPut()).isEqualTo(read(name()).orElseThrow().length() == LARGE);
    }
  }

  @Test
  default void wheneverAnUploadMeetsErrorsTheObjectIsWhole() {
    isWholeWheneverAnUploadMeets(Fault.SERVER_ERROR);
  }

  @Test
  default void wheneverAnUploadIsResetTheObjectIsWhole() {
    isWholeWheneverAnUploadMeets(Fault.RESET);
  }

  @Test
  default void wheneverAnAnswerToAnUploadIsCutTheObjectIsWhole() {
    isWholeWheneverAnUploadMeets(Fault.CUT_REPLY);
  }

  @Test
  default void contentIsAskedForOnceHoweverOftenItIsSent() {
    AtomicInteger calls = new AtomicInteger();
    faults().inject(Fault.SERVER_ERROR, 0, 1);
    blobs()
        .put(
            name(),
            ZIP,
            out -> {
              calls.incrementAndGet();
              out.write(BlobSteps.noise(1000));
            });
    assertThat(calls).hasValue(1);
    assertThat(read(name())).hasValue(Bytes.of(BlobSteps.noise(1000)));
  }

  private BlobName name() {
    return new BlobName(bucket(), "exports/one.zip");
  }

  private void isWholeWheneverAnUploadMeets(Fault fault) {
    for (int after = 0; after < 3; after++) {
      faults().clear();
      new BlobSteps(blobs()).putText(name(), "old");
      faults().inject(fault, after, FaultSource.FOREVER);
      boolean done = wasPut();
      faults().clear();
      Bytes found = read(name()).orElseThrow();
      // an answer that is lost may have told of success
      boolean maybe = done || fault == Fault.CUT_REPLY;
      assertThat(found)
          .as("%s after %s requests", fault, after)
          .satisfiesAnyOf(
              old -> assertThat(!done && old.equals(Samples.utf8("old"))).isTrue(),
              complete -> assertThat(maybe && complete.length() == LARGE).isTrue());
    }
  }

  private boolean wasPut() {
    return succeeds(() -> blobs().put(name(), ZIP, large()));
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
