// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client with a certificate of its own can do to the keys of others. */
final class ForeignKeysTest {
  @TempDir Path folder;

  @Test
  void aTokenOfANegativeFirstReportRevisesNoKeyThatItsOwnerUploadedLater() throws Exception {
    var installation = Installation.in(folder);
    installation.migrate();
    try (ServerProcess server = ServerProcess.servePublish(installation.variables())) {
      var owner = new Stranger(installation.authority());
      var attacker = new Stranger(installation.authority());
      List<KeyText> keys = owner.keys();
      PublishAnswer early =
          attacker.send(
              server.address(), attacker.upload(keys, ReportType.NEGATIVE, Optional.empty()));
      assertThat(early.insertedExposures()).isZero();

      PublishAnswer owners =
          owner.send(server.address(), owner.upload(keys, ReportType.LIKELY, Optional.empty()));
      assertThat(owners.status()).as(owners.toString()).isEqualTo(200);
      assertThat(owners.insertedExposures()).isEqualTo(keys.size());

      PublishAnswer late =
          attacker.send(
              server.address(), attacker.upload(keys, ReportType.NEGATIVE, early.revisionToken()));
      assertThat(late.status()).isBetween(200, 499);
      assertThat(revised(installation, keys)).isZero();

      PublishAnswer own =
          owner.send(
              server.address(), owner.upload(keys, ReportType.CONFIRMED, owners.revisionToken()));
      assertThat(own.status()).as("the owner may: %s", own).isEqualTo(200);
      assertThat(revised(installation, keys)).isEqualTo(keys.size());
    }
  }

  @Test
  void anAppThatMayReviseWithoutATokenIsWarnedOfAtApplyAndAtStart() throws Exception {
    var installation = Installation.in(folder);
    installation.migrate();
    try {
      String file = installation.register(true).toString();
      String _ = ServerProcess.run(installation.variables(), "config", "apply", file);
      // the first one shows what changes; what is said again is the warning
      assertThat(ServerProcess.run(installation.variables(), "config", "apply", file))
          .contains(Stranger.APP)
          .contains("bypassRevisionToken");
      try (ServerProcess server = ServerProcess.servePublish(installation.variables())) {
        assertThat(server.output()).contains(Stranger.APP).contains("bypassRevisionToken");
      }
    } finally {
      Path _ = installation.register(false);
      installation.migrate();
    }
  }

  private static int revised(Installation installation, List<KeyText> keys) throws Exception {
    Map<String, String> variables = installation.variables();
    String url =
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                variables.get("DB_HOST"), variables.get("DB_PORT"), variables.get("DB_NAME"));
    int revised = 0;
    try (Connection connection =
            DriverManager.getConnection(
                url,
                Objects.requireNonNull(variables.get("DB_USER")),
                Objects.requireNonNull(variables.get("DB_PASSWORD")));
        PreparedStatement query =
            connection.prepareStatement("SELECT count(revised_at) FROM exposure WHERE key = ?")) {
      for (KeyText key : keys) {
        query.setBytes(1, Base64.getDecoder().decode(key.key()));
        try (ResultSet row = query.executeQuery()) {
          assertThat(row.next()).isTrue();
          revised += row.getInt(1);
        }
      }
    }
    return revised;
  }
}
