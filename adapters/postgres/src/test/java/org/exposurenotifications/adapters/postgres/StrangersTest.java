// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.statistic;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads that share a transaction with others that fail in the database. */
final class StrangersTest {
  private static final int STRANGERS = 12;

  /** Of the key that the transaction before waits for. */
  private static final int FIRST = 1;

  private final PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);
  private final List<Answer> answers = new ArrayList<>();

  @BeforeEach
  void clear() {
    TestDatabase.clear();
    // so that no transaction waits for another that is the first to store the issuer
    assertThat(stores.exposures().addIfNonePresent(upload(exposure(0, hour(0))))).isEmpty();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  /** More in turn than an upload has attempts. */
  @Test
  void strangersAreStoredWhateverAnotherReplicaStoresOfTheirCompany() throws Exception {
    int suspects = 9;
    List<OtherTransaction> held = new ArrayList<>();
    for (int i = 0; i < suspects; i++) {
      held.add(OtherTransaction.adding(100 + i));
    }
    shareATransaction(
        IntStream.range(0, suspects)
            .mapToObj(i -> upload(exposure(50 + i, hour(0)), exposure(100 + i, hour(0))))
            .toList());
    while (answers.stream().anyMatch(Answer::isOpen)) {
      held.removeIf(OtherTransaction::commitIfWaitedFor);
    }
    held.forEach(OtherTransaction::commit);

    for (int i = 0; i < answers.size(); i++) {
      boolean isSuspect = i > STRANGERS;
      assertThat(answers.get(i).get()).as("upload " + i).hasSize(isSuspect ? 1 : 0);
    }
    assertThat(keys()).isEqualTo(1 + STRANGERS + suspects);
  }

  @Test
  void aValueThatTheDatabaseRefusesFailsItsOwnUploadOnly() throws Exception {
    Upload refused = upload(Optional.of(statistic("no\0name", hour(0))), exposure(99, hour(0)));
    shareATransaction(List.of(refused));

    Throwable failure = catchThrowable(answers.removeLast()::get);
    assertThat(failure).hasCauseInstanceOf(PortFailure.Permanent.class);
    assertThat(failure.getCause()).hasMessageContaining("SQLSTATE 22");
    for (Answer answer : answers) {
      assertThat(answer.get()).isEmpty();
    }
    assertThat(keys()).isEqualTo(1 + STRANGERS);
  }

  /** After one upload that waits for a key; strangers first. */
  private void shareATransaction(List<Upload> company) throws InterruptedException {
    OtherTransaction holder = OtherTransaction.adding(FIRST);
    publish(upload(exposure(FIRST, hour(0))));
    holder.awaitWaitedFor();
    for (int i = 0; i < STRANGERS; i++) {
      publish(upload(exposure(200 + i, hour(0)))).awaitTurn();
    }
    for (Upload upload : company) {
      publish(upload).awaitTurn();
    }
    holder.rollback();
  }

  private Answer publish(Upload upload) {
    answers.add(new Answer(() -> stores.exposures().addIfNonePresent(upload)));
    return answers.getLast();
  }

  private static long keys() {
    return TestDatabase.number("SELECT count(*) - 1 FROM exposure");
  }

  /** Of an upload in a thread of its own. */
  private static final class Answer {
    private final FutureTask<List<StoredExposure>> task;
    private final Thread thread;

    Answer(Callable<List<StoredExposure>> call) {
      task = new FutureTask<>(call);
      thread = Thread.ofPlatform().daemon().start(task);
    }

    void awaitTurn() {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }

    boolean isOpen() {
      return !task.isDone();
    }

    List<StoredExposure> get() throws InterruptedException, ExecutionException {
      return task.get();
    }
  }
}
