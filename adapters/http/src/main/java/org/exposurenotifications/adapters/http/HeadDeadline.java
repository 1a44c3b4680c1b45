// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which the next request's headers do not get complete in time, however
 * busily bytes drip in.
 */
final class HeadDeadline implements Connection.Listener {
  private static final String TASK = HeadDeadline.class.getName();

  private final Scheduler scheduler;
  private final Duration timeout;

  HeadDeadline(Scheduler scheduler, Duration timeout) {
    this.scheduler = scheduler;
    this.timeout = timeout;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData metaData) {
      expect(metaData, scheduler, timeout);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof ConnectionMetaData metaData) {
      arrived(metaData);
    }
  }

  /** From now on the headers of the next request are awaited. */
  static void expect(ConnectionMetaData connection, Scheduler scheduler, Duration timeout) {
    connection.setAttribute(
        TASK, scheduler.schedule(() -> connection.getConnection().getEndPoint().close(), timeout));
  }

  /** They are here. */
  static void arrived(ConnectionMetaData connection) {
    if (connection.removeAttribute(TASK) instanceof Scheduler.Task task) {
      task.cancel();
    }
  }
}
