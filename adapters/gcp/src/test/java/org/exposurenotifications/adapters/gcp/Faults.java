// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.protobuf.Message;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Stands before a server, and spoils what it says. */
final class Faults implements ServerInterceptor {
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger before = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Status status = Status.OK;
  private volatile UnaryOperator<Message> damage = UnaryOperator.identity();

  /**
   * @param times how many of the next calls fail
   */
  void fail(Status with, int times) {
    status = with;
    failures.set(times);
    before.set(0);
    calls.set(0);
  }

  /**
   * @param passing how many of the next calls pass before the one that fails
   */
  void failAfter(int passing, Status with) {
    fail(with, 1);
    before.set(passing);
  }

  /** Leaves so many of the next calls without an answer. */
  void hang(int times) {
    fail(Status.OK, times);
  }

  /** Changes what the server answers. */
  @SuppressWarnings("unchecked")
  <T extends Message> void damage(Class<T> answer, UnaryOperator<T> change) {
    damage = message -> answer.isInstance(message) ? change.apply((T) message) : message;
  }

  /** Since the last {@link #fail}. */
  int calls() {
    return calls.get();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    calls.incrementAndGet();
    if (takesOneOf(before)) {
      return next.startCall(call, headers);
    }
    if (takesOneOf(failures)) {
      if (!status.isOk()) {
        call.close(status, new Metadata());
      }
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(
        new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
          @Override
          @SuppressWarnings("unchecked")
          public void sendMessage(A message) {
            super.sendMessage((A) damage.apply((Message) message));
          }
        },
        headers);
  }

  private static boolean takesOneOf(AtomicInteger left) {
    return left.getAndUpdate(number -> Math.max(0, number - 1)) > 0;
  }
}
