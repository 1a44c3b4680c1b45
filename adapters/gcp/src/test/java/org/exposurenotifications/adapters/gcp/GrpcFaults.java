// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;
import org.exposurenotifications.testing.contracts.Fault;
import org.exposurenotifications.testing.contracts.FaultSchedule;
import org.exposurenotifications.testing.contracts.FaultSource;

/** Stands before a server, and answers in its place as the schedule says. */
record GrpcFaults(FaultSchedule schedule) implements ServerInterceptor {
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Optional<Fault> fault = schedule.next();
    if (fault.isEmpty()) {
      return next.startCall(call, headers);
    }
    statusOf(fault.get())
        .ifPresent(
            status -> call.close(status.withDescription(FaultSource.VENDOR_WORDS), new Metadata()));
    return new ServerCall.Listener<>() {};
  }

  /** Empty if there is no answer at all. */
  private static Optional<Status> statusOf(Fault fault) {
    return switch (fault) {
      case THROTTLED -> Optional.of(Status.RESOURCE_EXHAUSTED);
      case SERVER_ERROR -> Optional.of(Status.INTERNAL);
      case FORBIDDEN -> Optional.of(Status.PERMISSION_DENIED);
      case EXPIRED_CREDENTIALS -> Optional.of(Status.UNAUTHENTICATED);
      case STALLED -> Optional.empty();
      case RESET, REFUSED, CUT_REPLY, CUT_UPLOAD ->
          throw new IllegalArgumentException(fault + " is of connections");
    };
  }
}
