// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.regex.Pattern;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.database.DatabasePassword;
import org.exposurenotifications.ports.secrets.Secret;
import org.jspecify.annotations.Nullable;

/** Access tokens of Google's that are good for signing in to Cloud SQL. */
final class CloudSqlCredentials implements DatabaseCredentials {
  /** What the metadata server refused; the SDK tells it in words only. */
  private static final Pattern REFUSED = Pattern.compile("\\b[Ee]rror code 4(?!08|29)\\d\\d\\b");

  private final GcpClients clients;

  CloudSqlCredentials(GcpClients clients) {
    this.clients = clients;
  }

  @Override
  public DatabasePassword issue(String host, int port, String user) {
    GoogleCredentials login = clients.databaseLogin();
    String attempt = "could not get a token for the user '" + user + "' of the database: ";
    try {
      login.refreshIfExpired();
    } catch (IOException e) {
      throw FailureKind.of(e) == FailureKind.PASSING && !isRefused(e)
          ? new PortFailure.Transient(attempt + "it may work later", e)
          : new PortFailure.Permanent(
              attempt
                  + "the identity of this process was refused; attach a service account with the"
                  + " scope cloud-platform, or check its key",
              e);
    }
    @Nullable AccessToken token = login.getAccessToken();
    @Nullable Date expires = token == null ? null : token.getExpirationTime();
    if (token == null || expires == null) {
      throw new PortFailure.Transient(attempt + "it came without an end", null);
    }
    return new DatabasePassword(
        new Secret(Bytes.of(token.getTokenValue().getBytes(StandardCharsets.UTF_8))),
        expires.toInstant());
  }

  private static boolean isRefused(IOException failure) {
    return REFUSED.matcher(String.valueOf(failure.getMessage())).find();
  }
}
