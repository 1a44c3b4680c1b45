// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import java.nio.charset.StandardCharsets;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.database.DatabasePassword;
import org.exposurenotifications.ports.secrets.Secret;

/** Tokens of Microsoft Entra, which the SDK keeps until they are nearly over. */
final class EntraDatabaseCredentials implements DatabaseCredentials {
  /** Of signing in to Azure's open source databases, whichever they are. */
  private static final String SCOPE = "https://ossrdbms-aad.database.windows.net/.default";

  private final AzureClients clients;
  private final AzureRequests requests;

  EntraDatabaseCredentials(AzureClients clients, AzureRequests requests) {
    this.clients = clients;
    this.requests = requests;
  }

  @Override
  public DatabasePassword issue(String host, int port, String user) {
    AccessToken token =
        requests.ask(
            new Attempt(
                "get a token for the user '" + user + "' of the database",
                "an identity of this tenant",
                "check the tenant"),
            () -> clients.credential().getToken(new TokenRequestContext().addScopes(SCOPE)));
    return new DatabasePassword(
        new Secret(Bytes.of(token.getToken().getBytes(StandardCharsets.UTF_8))),
        token.getExpiresAt().toInstant());
  }
}
