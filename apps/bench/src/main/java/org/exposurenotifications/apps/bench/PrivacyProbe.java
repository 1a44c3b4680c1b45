// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests of all kinds in random order, and notes what a watcher would see. */
final class PrivacyProbe {
  private final URI server;
  private final PrivacyUploads uploads;
  private final Random random;

  PrivacyProbe(URI server, PrivacyUploads uploads, Random random) {
    this.server = server;
    this.uploads = uploads;
    this.random = random;
  }

  /**
   * @param samples of each kind
   * @param connections that send them
   * @param load connections of others, which send uploads for as long
   * @throws IOException if an answer has another status than its kind should have
   */
  Map<AnswerKind, List<Sample>> run(int samples, int connections, int load)
      throws IOException, InterruptedException {
    List<AnswerKind> order = new ArrayList<>();
    for (AnswerKind kind : AnswerKind.values()) {
      order.addAll(Collections.nCopies(samples, kind));
    }
    Collections.shuffle(order, random);
    var next = new AtomicInteger();
    var done = new AtomicBoolean();
    Map<AnswerKind, List<Sample>> all = new EnumMap<>(AnswerKind.class);
    for (AnswerKind kind : AnswerKind.values()) {
      all.put(kind, Collections.synchronizedList(new ArrayList<>(samples)));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(connections + load)) {
      List<Future<?>> others = new ArrayList<>();
      for (int i = 0; i < load; i++) {
        others.add(threads.submit(() -> loadUntil(done)));
      }
      List<Future<?>> probes = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        probes.add(threads.submit(() -> send(order, next, all)));
      }
      try {
        await(probes);
      } finally {
        done.set(true);
      }
      await(others);
    }
    return all;
  }

  private Void send(List<AnswerKind> order, AtomicInteger next, Map<AnswerKind, List<Sample>> all)
      throws IOException {
    try (var connection = new LoadConnection(server)) {
      for (int i = next.getAndIncrement(); i < order.size(); i = next.getAndIncrement()) {
        AnswerKind kind = order.get(i);
        var body = uploads.of(kind);
        long begin = System.nanoTime();
        int status = Math.abs(connection.send(body, PrivacyUploads.KEYS, kind.fields));
        long taken = System.nanoTime() - begin;
        if (status != kind.status) {
          throw new IOException(kind + " was answered " + status + " instead of " + kind.status);
        }
        all.getOrDefault(kind, List.of()).add(new Sample(taken, connection.lastSize()));
      }
    }
    return null;
  }

  private Void loadUntil(AtomicBoolean done) throws IOException {
    try (var connection = new LoadConnection(server)) {
      while (!done.get()) {
        int _ = connection.send(uploads.ofLoad(), PrivacyUploads.KEYS);
      }
    }
    return null;
  }

  private static void await(List<Future<?>> tasks) throws IOException, InterruptedException {
    for (Future<?> task : tasks) {
      try {
        task.get();
      } catch (ExecutionException e) {
        throw new IOException("the measurement broke off: " + e.getCause(), e);
      }
    }
  }
}
