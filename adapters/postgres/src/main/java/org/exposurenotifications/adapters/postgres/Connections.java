// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes connections as configured; none before the first is asked for. */
final class Connections {
  /** What a reply may take beyond the time that the statement may. */
  static final Duration GRACE = Duration.ofSeconds(15);

  /**
   * Of a migration's statement on large tables. The connection that keeps other migrations out is
   * idle in its transaction for as long.
   */
  private static final Duration LONGEST_MIGRATION = Duration.ofHours(1);

  /** Of a migration for a table, which uploads queue for behind it. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private Connections() {}

  static HikariDataSource pool(PostgresConfig config) {
    PGSimpleDataSource source = source(config, settings(config));
    source.setSocketTimeout(Math.toIntExact(config.statementTimeout().plus(GRACE).toSeconds()));
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("database");
    pool.setDataSource(source);
    pool.setInitializationFailTimeout(-1);
    pool.setConnectionTimeout(config.connectTimeout().toMillis());
    pool.setMinimumIdle(config.poolMin());
    pool.setMaximumPoolSize(config.poolMax());
    pool.setMaxLifetime(config.maxLifetime().toMillis());
    pool.setIdleTimeout(config.idleTimeout().toMillis());
    return new HikariDataSource(pool);
  }

  private static SessionSettings settings(PostgresConfig config) {
    return new SessionSettings(
        config.statementTimeout(),
        config.statementTimeout().multipliedBy(2).dividedBy(3),
        config.statementTimeout(),
        // plans are kept, and one made while a table was small must not read it whole when it is
        // large; where there is no other way, the plan looks too dear not to be compiled, which
        // takes 30 ms
        Map.of("enable_seqscan", "off", "jit", "off"));
  }

  /** Connections for migrations, whose statements may take their time. */
  static DataSource unpooled(PostgresConfig config) {
    return source(
        config, new SessionSettings(LONGEST_MIGRATION, LONGEST_WAIT, LONGEST_MIGRATION, Map.of()));
  }

  private static PGSimpleDataSource source(PostgresConfig config, SessionSettings settings) {
    PGSimpleDataSource source = new PasswordedDataSource(config.password(), settings);
    source.setServerNames(new String[] {config.host()});
    source.setPortNumbers(new int[] {config.port()});
    source.setDatabaseName(config.name());
    source.setUser(config.user());
    source.setSslMode(config.sslMode());
    config.sslCert().ifPresent(path -> source.setSslcert(path.toString()));
    config
        .sslKey()
        .ifPresent(path -> {
          source.setSslkey(path.toString());
          source.setSslfactory(ClientTls.Factory.class.getName());
        });
    config.sslRootCert().ifPresent(path -> source.setSslRootCert(path.toString()));
    int connectSeconds = Math.toIntExact(config.connectTimeout().toSeconds());
    source.setConnectTimeout(connectSeconds);
    source.setLoginTimeout(connectSeconds);
    source.setApplicationName("keyserver");
    source.setTcpKeepAlive(true);
    // a server's detail quotes values, such as the key that is there already
    source.setLogServerErrorDetail(false);
    return source;
  }
}
