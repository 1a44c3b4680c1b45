// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers a call with a message, or with the status that is thrown in making it. */
final class GrpcAnswer {
  private GrpcAnswer() {}

  static <T> void to(StreamObserver<T> caller, Supplier<T> work) {
    try {
      caller.onNext(work.get());
      caller.onCompleted();
    } catch (StatusRuntimeException e) {
      caller.onError(e);
    }
  }

  static <T> T present(Optional<T> resource, String name) {
    return resource.orElseThrow(() -> failure(Status.NOT_FOUND, name + " not found."));
  }

  static void require(boolean condition, Status otherwise, String description) {
    if (!condition) {
      throw failure(otherwise, description);
    }
  }

  static StatusRuntimeException failure(Status status, String description) {
    return status.withDescription(description).asRuntimeException();
  }
}
