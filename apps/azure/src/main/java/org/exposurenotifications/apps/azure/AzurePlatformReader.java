// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.azure;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.exposurenotifications.adapters.azure.AzureConfig;
import org.exposurenotifications.adapters.azure.AzureConfig.Retries;
import org.exposurenotifications.adapters.azure.AzurePlatform;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.server.PlatformSettings;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.secrets.Secret;

/** Reads where everything is in Azure; docs/operations/azure.md lists the variables. */
final class AzurePlatformReader {
  private static final URI NOWHERE = URI.create("https://localhost");

  private AzurePlatformReader() {}

  enum Blobs {
    AZURE_BLOB_STORAGE
  }

  enum Keys {
    AZURE_KEY_VAULT
  }

  enum Secrets {
    AZURE_KEY_VAULT
  }

  /** What is wrong is noted in the environment, which the caller checks before use. */
  static Platform read(Environment environment) {
    var settings = new PlatformSettings(environment);
    settings.provider("BLOBSTORE", Blobs.AZURE_BLOB_STORAGE);
    settings.provider("KEY_MANAGER", Keys.AZURE_KEY_VAULT);
    settings.provider("SECRET_MANAGER", Secrets.AZURE_KEY_VAULT);
    Retries usual = Retries.USUAL;
    return new AzurePlatform(
        new AzureConfig(
            blobEndpoint(environment, settings),
            accountKey(environment),
            vault(environment, settings),
            environment.flag("CREATE_HSM_KEYS"),
            environment.text("AZURE_CLIENT_ID"),
            new Retries(
                usual.max(), usual.delay(), usual.attempt(), settings.deadline(usual.deadline()))));
  }

  private static URI blobEndpoint(Environment environment, PlatformSettings settings) {
    if (environment.text("AZURE_STORAGE_SERVICE_ENDPOINT").isPresent()) {
      return settings.location("AZURE_STORAGE_SERVICE_ENDPOINT").orElse(NOWHERE);
    }
    environment.required("AZURE_STORAGE_ACCOUNT", "name the storage account of the files");
    return environment.parsed(
        "AZURE_STORAGE_ACCOUNT",
        NOWHERE,
        "the name of a storage account, 3 to 24 lower-case letters and digits",
        text ->
            Optional.of(text)
                .filter(account -> account.matches("[a-z0-9]{3,24}"))
                .map(account -> URI.create("https://" + account + ".blob.core.windows.net")));
  }

  private static Optional<Secret> accountKey(Environment environment) {
    String name = "AZURE_STORAGE_ACCESS_KEY";
    Optional<String> text = environment.text(name);
    try {
      return text.map(Base64.getDecoder()::decode).map(_ -> environment.secret(name).get());
    } catch (IllegalArgumentException _) {
      return environment.problem(
          name, "is not base64; copy the account's key as a whole", Optional.empty());
    }
  }

  private static URI vault(Environment environment, PlatformSettings settings) {
    String name = "AZURE_KEY_VAULT_URL";
    environment.required(name, "name the vault: https://NAME.vault.azure.net");
    URI vault = settings.address(name).orElse(NOWHERE);
    return "https".equals(vault.getScheme())
        ? vault
        : environment.problem(
            name, "is not encrypted; it has to begin with https, as tokens are sent", NOWHERE);
  }
}
