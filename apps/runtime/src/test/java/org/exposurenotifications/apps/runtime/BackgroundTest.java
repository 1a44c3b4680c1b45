// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  @Test
  void closingEndsWhatHangsAndLeavesNoThread() {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Background background = new Background();
    background.execute(() -> {
      thread.complete(Thread.currentThread());
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        interrupted.complete(true);
      }
    });
    Thread hanging = thread.join();

    background.close();

    assertThat(interrupted).isCompletedWithValue(true);
    assertThat(hanging.isAlive()).isFalse();
    assertThatThrownBy(() -> background.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
