// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.util.List;
import java.util.Locale;

/**
 * PgBouncer of the system's package archive, before a PostgreSQL of this machine. It ends when it
 * is closed, or with the JVM. Where there is no apt, the test that asked is aborted as {@link
 * StandIn} says.
 */
public final class PgBouncer implements AutoCloseable {
  /** PgBouncer refuses to run as root, which in a user namespace of its own it is not. */
  private static final String SCRIPT =
      """
      umask 077
      printf '"%s" "%s"\\n' '{name}' '{secret}' > users.txt
      cat > pgbouncer.ini <<END
      [databases]
      * = host=127.0.0.1 port=$BACKEND
      [pgbouncer]
      listen_addr = 127.0.0.1
      listen_port = {port}
      unix_socket_dir =
      auth_type = scram-sha-256
      auth_file = users.txt
      pool_mode = $POOLING
      default_pool_size = $SIZE
      ignore_startup_parameters = extra_float_digits
      END
      [ "$(id -u)" != 0 ] || other='unshare --user'
      LD_LIBRARY_PATH={tool}/libraries exec $other {tool}/usr/sbin/pgbouncer pgbouncer.ini
      """;

  private final Server server;

  private PgBouncer(Server server) {
    this.server = server;
  }

  /** How long a client keeps a connection of the database. */
  public enum Pooling {
    /** Until it closes its own. */
    SESSION,
    /** For one transaction. */
    TRANSACTION
  }

  /**
   * @param postgresPort on 127.0.0.1
   * @param user of the database, and its password, both without quotes
   * @param size connections that it opens to the database at most
   */
  public static PgBouncer start(Pooling pooling, int postgresPort, Credentials user, int size) {
    var launch =
        new Recipe.Launch(
            List.of("sh", "-c", SCRIPT),
            List.of(
                "BACKEND=" + postgresPort,
                "POOLING=" + pooling.name().toLowerCase(Locale.ROOT),
                "SIZE=" + size),
            "");
    Recipe recipe = Recipes.PGBOUNCER;
    var started =
        new Recipe(recipe.tool(), recipe.clients(), recipe.sources(), recipe.commands(), launch);
    return new PgBouncer(Server.start(started, ToolCache.ofThisMachine().folder(recipe), user));
  }

  /** On 127.0.0.1. */
  public int port() {
    return server.address().getPort();
  }

  /** Idempotent. */
  @Override
  public void close() {
    server.stop();
  }
}
