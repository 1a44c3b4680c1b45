// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients at once. */
final class Crowd {
  private Crowd() {}

  /** What each of them got, once all are served. */
  static <T> List<T> of(int clients, Callable<T> client) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> got = new ArrayList<>();
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(client);
      }
      for (Future<T> each : threads.invokeAll(all)) {
        got.add(each.get());
      }
      return got;
    }
  }
}
