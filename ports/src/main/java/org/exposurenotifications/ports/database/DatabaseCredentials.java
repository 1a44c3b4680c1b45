// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.database;

/**
 * Gives out the short-lived passwords that a managed database takes in the place of one that
 * somebody keeps. No credentials are looked up before the first call. Thread-safe.
 */
public interface DatabaseCredentials {
  /**
   * A password for a connection that is opened now; one that is open stays so when it is over. It
   * is cheap to ask at each connection: what has to be fetched is kept until shortly before it is
   * over, and may be answered again until then.
   *
   * @param host as the client connects to it; the password may be good for no other
   * @param port 1 to 65535
   * @param user of the database; who asks has to be allowed to sign in as this user, which the
   *     database finds out, not this call
   * @throws org.exposurenotifications.ports.PortFailure.Permanent if this process has no identity,
   *     or one that is refused
   * @throws org.exposurenotifications.ports.PortFailure.Transient if who gives out passwords is
   *     away
   */
  DatabasePassword issue(String host, int port, String user);
}
