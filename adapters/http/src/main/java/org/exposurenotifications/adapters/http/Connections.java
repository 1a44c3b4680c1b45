// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;

/**
 * Bounds the connections, and the time for which each may stay without a complete request. At the
 * limit a new connection evicts the one that has been waiting for its client the longest, so that
 * probes and phones always get in; a connection whose request is being received or worked on is
 * never evicted. Time is counted in ticks. Thread-safe.
 */
final class Connections implements Connection.Listener {
  private static final String CLIENT = Connections.class.getName();

  private final int limit;
  private final int headTicks;
  private final int idleTicks;

  /** Those that wait for their client; the longest wait first. */
  private final SequencedSet<Client> waiting = new LinkedHashSet<>();

  private int open;
  private int now;

  /**
   * @param headTicks until a new connection has sent its first head
   * @param idleTicks until a client has taken an answer and sent its next head
   */
  Connections(int limit, int headTicks, int idleTicks) {
    this.limit = limit;
    this.headTicks = headTicks;
    this.idleTicks = idleTicks;
  }

  /** Guarded by the registry. */
  private static final class Client {
    private final EndPoint endPoint;
    private boolean hasAsked;
    private boolean isClosed;
    private int since;

    private Client(EndPoint endPoint) {
      this.endPoint = endPoint;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData metaData) {
      Client client = new Client(connection.getEndPoint());
      metaData.setAttribute(CLIENT, client);
      admit(client).forEach(EndPoint::close);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof ConnectionMetaData metaData) {
      forget((Client) metaData.getAttribute(CLIENT));
    }
  }

  /**
   * Says that a request's head is complete.
   *
   * @return whether it may be worked on; otherwise its connection has just been closed
   */
  synchronized boolean arrived(ConnectionMetaData connection) {
    return waiting.remove((Client) connection.getAttribute(CLIENT));
  }

  /** Says that it is the client's turn: to take the answer, if there is one, and to ask again. */
  synchronized void await(ConnectionMetaData connection) {
    Client client = (Client) connection.getAttribute(CLIENT);
    if (!client.isClosed) {
      client.hasAsked = true;
      client.since = now;
      waiting.add(client);
    }
  }

  /** Lets time pass, and closes the connections that waited too long. */
  void tick() {
    expired().forEach(EndPoint::close);
  }

  private synchronized List<EndPoint> admit(Client client) {
    open++;
    client.since = now;
    waiting.add(client);
    return open > limit ? List.of(waiting.removeFirst().endPoint) : List.of();
  }

  private synchronized void forget(Client client) {
    open--;
    client.isClosed = true;
    waiting.remove(client);
  }

  private synchronized List<EndPoint> expired() {
    now++;
    int idle = patience();
    List<EndPoint> expired = new ArrayList<>();
    waiting.removeIf(client -> {
      boolean late = now - client.since > (client.hasAsked ? idle : Math.min(idle, headTicks));
      if (late) {
        expired.add(client.endPoint);
      }
      return late;
    });
    return expired;
  }

  /** Shrinks to a tick while the second half of the limit fills. */
  private int patience() {
    int free = Math.max(0, limit - open);
    return free >= limit / 2 ? idleTicks : Math.max(1, (int) (2L * idleTicks * free / limit));
  }
}
