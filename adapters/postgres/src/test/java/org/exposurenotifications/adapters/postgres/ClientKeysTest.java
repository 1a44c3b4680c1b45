// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.apps.embedded.PostgresSettings;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user who signs in by a certificate, with a key in each form that openssl writes. */
final class ClientKeysTest {
  private static final String ACCESS =
      """
      hostssl all certuser 127.0.0.1/32 cert
      host all postgres 127.0.0.1/32 scram-sha-256
      """;

  @TempDir private static Path folder = Path.of("unset");
  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    Path access = Files.writeString(folder.resolve("access"), ACCESS);
    server =
        PostgresServer.start(
            Files.createDirectory(
                folder.resolve("cluster"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
            PostgresSettings.fast()
                .with(
                    Map.of(
                        "ssl", "on",
                        "ssl_cert_file", file("ca.crt").toString(),
                        "ssl_key_file", file("ca.key").toString(),
                        "ssl_ca_file", file("ca.crt").toString(),
                        "hba_file", access.toString())));
    try (Connection superuser = server.address().connect(PostgresAddress.DATABASE);
        Statement statement = superuser.createStatement()) {
      statement.execute("CREATE ROLE certuser LOGIN");
      statement.execute("CREATE DATABASE certified OWNER certuser");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.crt, rsa8.pem", "rsa.crt, rsa.pk8", "rsa.crt, rsa1.pem",
    "ec.crt, ec8.pem", "ec.crt, ec.pk8", "ec.crt, ec1.pem"
  })
  void eachFormConnects(String certificate, String key) throws IOException {
    for (String mode : new String[] {"require", "verify-ca", "verify-full"}) {
      PostgresConfig config = config(mode, file(certificate), file(key), file("ca.crt"));
      assertThat(config.fileProblems()).isEmpty();
      PostgresStores.migrate(config);
      try (PostgresStores stores = PostgresStores.open(config)) {
        assertThat(stores.ping(Duration.ofSeconds(5))).isEmpty();
      }
    }
  }

  @Test
  void aServerThatAnotherAuthorityCertifiedIsRefused() throws IOException {
    PostgresConfig config = config("verify-full", file("ec.crt"), file("ec1.pem"), file("rsa.crt"));
    try (PostgresStores stores = PostgresStores.open(TestDatabase.impatient(config))) {
      assertThat(stores.ping(Duration.ofSeconds(5))).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sslKey, rsa.crt, missing.pem, names no file",
    "sslKey, rsa.crt, encrypted.pem, is encrypted",
    "sslKey, rsa.crt, encrypted1.pem, is encrypted",
    "sslKey, rsa.crt, ec1.pem, is not the private key of the certificate",
    "sslKey, rsa.crt, rsa.crt, holds no private key",
    "sslCert, missing.crt, rsa1.pem, names no file",
    "sslCert, rsa1.pem, rsa1.pem, holds no certificate"
  })
  void whatIsWrongIsSaidBeforeTheFirstConnection(
      String component, String certificate, String key, String sentence) throws IOException {
    PostgresConfig config = config("require", file(certificate), file(key), file("ca.crt"));
    assertThat(config.fileProblems().get(component)).contains(sentence);
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws IOException {
    Path key = file("rsa1.pem");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(config("require", file("rsa.crt"), key, file("ca.crt")).fileProblems())
        .hasEntrySatisfying("sslKey", text -> assertThat(text).contains("other users", "chmod"));
  }

  @Test
  void rootCertificatesAreReadToo() throws IOException {
    assertThat(
            config("verify-ca", file("rsa.crt"), file("rsa1.pem"), file("missing.crt"))
                .fileProblems())
        .containsOnlyKeys("sslRootCert");
  }

  /** Bytes that are no key end in a sentence, and in no other failure. */
  @ParameterizedTest
  @CsvSource({"rsa1.pem, 1", "ec1.pem, 2", "rsa.pk8, 3", "ec.pk8, 4", "ec8.pem, 5"})
  void aDamagedKeyIsAProblemOfConfiguration(String name, long seed) throws IOException {
    var random = new Random(seed);
    byte[] whole = Files.readAllBytes(file(name));
    for (int attempt = 0; attempt < 300; attempt++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
      for (int i = 0; i < damaged.length / 40; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path key = Files.write(file(name), damaged);
      assertThat(config("require", file("rsa.crt"), key, file("ca.crt")).fileProblems())
          .containsOnlyKeys("sslKey");
    }
  }

  private static PostgresConfig config(String mode, Path certificate, Path key, Path root) {
    PostgresConfig config =
        TestDatabase.config(
            "localhost",
            server.address().port(),
            "certified",
            "certuser",
            () -> new Secret(Samples.utf8("")),
            mode);
    return new PostgresConfig(
        config.host(),
        config.port(),
        config.name(),
        config.user(),
        config.password(),
        mode,
        Optional.of(certificate),
        Optional.of(key),
        Optional.of(root),
        config.connectTimeout(),
        config.poolMin(),
        config.poolMax(),
        config.maxLifetime(),
        config.idleTimeout(),
        config.statementTimeout(),
        config.exportTimeout());
  }

  /** A copy that only its owner can read; a name without a file if there is none. */
  private static Path file(String name) throws IOException {
    Path copy = folder.resolve(name);
    if (!name.startsWith("missing")) {
      try (InputStream in =
          Objects.requireNonNull(ClientKeysTest.class.getResourceAsStream("clientkeys/" + name))) {
        Files.deleteIfExists(copy);
        Files.createFile(
            copy,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(copy, in.readAllBytes());
      }
    }
    return copy;
  }
}
