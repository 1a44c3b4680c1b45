// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Who is at the other end of a connection, to share room fairly: an IPv4 address, or the network of
 * an IPv6 address, since a client has all of its 2^64 addresses. Behind a proxy everybody is the
 * proxy.
 */
final class Peer {
  private Peer() {}

  /** Equal for connections of the same peer. */
  static Object of(SocketAddress address) {
    if (!(address instanceof InetSocketAddress inet)) {
      return address;
    }
    return inet.getAddress() instanceof Inet6Address ip
        ? ByteBuffer.wrap(ip.getAddress()).getLong()
        : inet.getAddress();
  }
}
