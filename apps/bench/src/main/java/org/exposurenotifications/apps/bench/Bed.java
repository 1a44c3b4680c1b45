// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.exposurenotifications.apps.phone.Authority;

/** A database with a schema, a configuration, and a place for files: all for one benchmark. */
final class Bed implements AutoCloseable {
  static final String CONFIGURATION =
      """
      healthAuthorities:
        - {issuer: iss-test, audience: aud-test, name: Bench,
           keys: [{version: "1", from: 2020-01-01T00:00:00Z, publicKeyFile: authority.pub.pem}]}
      authorizedApps:
        - {name: com.example.android.app, regions: [US], healthAuthorities: [iss-test]}
      signatureInfos:
        - {id: us, signingKey: exports-us, keyId: "310", keyVersion: v1}
      exportConfigs:
        - {name: us, bucket: exports, filenameRoot: us, period: 24h, outputRegion: US,
           includeTravelers: true, from: 2020-01-01T00:00:00Z, signatureInfos: [us]}
      """;

  final Path directory;
  final BenchDatabase database;
  final Authority authority = new Authority("iss-test", "aud-test", "1", Authority.newKeys());

  private final Map<String, String> environment = new HashMap<>();

  private Bed(Path directory, BenchDatabase database) {
    this.directory = directory;
    this.database = database;
    byte[] aad = new byte[32];
    new SecureRandom().nextBytes(aad);
    environment.putAll(database.environment());
    environment.put("BLOB_FILESYSTEM_ROOT", directory.resolve("blobs").toString());
    environment.put("KEY_FILESYSTEM_ROOT", directory.resolve("keys").toString());
    // what is measured is the work, unless a benchmark says otherwise
    environment.put("PUBLISH_ANSWER_QUANTUM", "0s");
    environment.put("REVISION_TOKEN_KEY_ID", "system/revision-token");
    environment.put("REVISION_TOKEN_AAD", Base64.getEncoder().encodeToString(aad));
  }

  static Bed make() throws IOException, SQLException, InterruptedException {
    Path directory = Files.createTempDirectory("keyserver-bench");
    BenchDatabase database;
    try {
      database = BenchDatabase.open(directory);
    } catch (IOException | SQLException failure) {
      delete(directory);
      throw failure;
    }
    var bed = new Bed(directory, database);
    Files.writeString(directory.resolve("authority.pub.pem"), bed.authority.publicKeyPem());
    Path config = Files.writeString(directory.resolve("config.yaml"), CONFIGURATION);
    KeyServerProcess.run(directory, bed.environment, "migrate");
    KeyServerProcess.run(directory, bed.environment, "config", "apply", config.toString());
    KeyServerProcess.run(directory, bed.environment, "keys", "create", "exports-us");
    return bed;
  }

  KeyServerProcess serve(Map<String, String> more, String... roles) throws IOException {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return KeyServerProcess.serve(directory, all, roles);
  }

  @Override
  public void close() throws IOException {
    database.close();
    delete(directory);
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
