// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.violations;

import ch.qos.logback.classic.LoggerContext;
import com.azure.storage.blob.BlobClient;
import com.fasterxml.jackson.core.JsonParser;
import com.google.cloud.storage.Storage;
import com.google.crypto.tink.Aead;
import com.google.gson.stream.JsonReader;
import com.google.protobuf.ByteString;
import dagger.Lazy;
import io.github.jopenlibs.vault.Vault;
import java.sql.Connection;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.eclipse.jetty.server.Server;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.slf4j.Logger;
import picocli.CommandLine;
import software.amazon.awssdk.services.s3.S3Client;

interface UsesEveryLibrary {
  void protobuf(ByteString message);

  void tink(Aead aead);

  void vault(Vault vault);

  void aws(S3Client client);

  void azure(BlobClient client);

  void google(Storage storage);

  void gson(JsonReader reader);

  void dagger(Lazy<String> lazy);

  void database(Connection connection);

  void embeddedDatabase(PostgresServer postgres);

  void archives(ArchiveEntry entry);

  void jetty(Server server);

  void jackson(JsonParser parser);

  void commandLine(CommandLine line);

  void logging(Logger logger);

  void logOutput(LoggerContext context);
}
