// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

final class OneConnectionTest {
  @Test
  void aSnapshotTakesOneConnectionAndNoOther() {
    try (var database = new Database(TestDatabase.impatient(TestDatabase.CONFIG, 1));
        Handle snapshot = database.snapshot("look")) {
      assertThat(snapshot.createQuery("SELECT 1").mapTo(Integer.class).one()).isEqualTo(1);
      snapshot.rollback();
    }
  }
}
