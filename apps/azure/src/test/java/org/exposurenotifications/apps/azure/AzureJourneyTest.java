// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.azure;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.PublicAccessType;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.testing.journey.JourneyContract;
import org.exposurenotifications.testing.standins.StandIn;
import org.exposurenotifications.testing.standins.azure.KeyVault;
import org.exposurenotifications.testing.standins.azure.ManagedIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** On Azurite, and on a Key Vault over TLS that wants the token of a managed identity. */
final class AzureJourneyTest implements JourneyContract {
  @TempDir Path trust;
  private StandIn azurite;
  private KeyVault vault;
  private ManagedIdentity identity;

  @BeforeEach
  void start() {
    azurite = StandIn.azurite();
    vault = new KeyVault();
    identity = ManagedIdentity.start();
    KeyVault.writeTrustStore(trustStore());
    new BlobServiceClientBuilder()
        .endpoint(account().toString())
        .credential(
            new StorageSharedKeyCredential(
                azurite.credentials().name(), azurite.credentials().secret()))
        .httpClient(new JdkHttpClientBuilder().build())
        .buildClient()
        .createBlobContainerWithResponse(BUCKET, null, PublicAccessType.BLOB, null);
  }

  @AfterEach
  void stop() {
    if (identity != null) {
      identity.close();
    }
    if (vault != null) {
      vault.close();
    }
    if (azurite != null) {
      azurite.close();
    }
  }

  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Map<String, String> platform() {
    var variables = new TreeMap<>(identity.variables());
    variables.put("AZURE_STORAGE_SERVICE_ENDPOINT", account().toString());
    variables.put("AZURE_STORAGE_ACCESS_KEY", azurite.credentials().secret());
    variables.put("AZURE_KEY_VAULT_URL", vault.address().toString());
    variables.put(
        "JAVA_TOOL_OPTIONS",
        "-Djavax.net.ssl.trustStorePassword=changeit -Djavax.net.ssl.trustStore=" + trustStore());
    return variables;
  }

  @Override
  public String signingKey() {
    return "exports-us";
  }

  @Override
  public String plantSecret(String name, String value) {
    vault.plantSecret(name, value);
    return name;
  }

  @Override
  public List<String> credentials() {
    return List.of(azurite.credentials().secret());
  }

  @Override
  public URI published(String object) {
    return URI.create(account() + "/" + BUCKET + "/" + object);
  }

  private URI account() {
    return azurite.address().resolve("/" + azurite.credentials().name());
  }

  private Path trustStore() {
    return trust.resolve("trusted.p12");
  }
}
