// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.exposurenotifications.adapters.onprem.OnPremConfig.SignIn;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;
  private final TestTime time = new TestTime();
  private Certificate certificate;
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    KeyStore keys = selfSigned(directory.resolve("keys.p12"));
    certificate = keys.getCertificate("vault");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] absent = "{\"errors\":[]}".getBytes(StandardCharsets.UTF_8);
            boolean lookUp = exchange.getRequestURI().getPath().endsWith("/lookup-self");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(lookUp ? 403 : 404, absent.length);
            exchange.getResponseBody().write(absent);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anAuthorityOfTheFileIsTrusted() throws Exception {
    Path authorities = directory.resolve("ca.pem");
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Files.writeString(authorities, "the authority of our Vault\n" + pem);

    try (OnPremPlatform platform = open(Optional.of(authorities))) {
      assertThat(platform.secrets().find("secret/absent")).isEmpty();
    }
  }

  @Test
  void anUnknownAuthorityIsRefusedAtOnceWithWhatToDo() {
    try (OnPremPlatform platform = open(Optional.empty())) {
      assertThatThrownBy(() -> platform.secrets().find("secret/absent"))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("its certificate is not trusted");
    }
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void aFileWithoutCertificatesIsNamed() throws IOException {
    Path empty = Files.writeString(directory.resolve("ca.pem"), "");
    Path garbage = Files.writeString(directory.resolve("garbage.pem"), "garbage");

    for (Path file : List.of(empty, garbage)) {
      try (OnPremPlatform platform = open(Optional.of(file))) {
        assertThatThrownBy(() -> platform.secrets().find("secret/absent"))
            .isInstanceOf(PortFailure.Permanent.class)
            .hasMessageContaining(file + " holds no certificates");
      }
    }
  }

  private OnPremPlatform open(Optional<Path> authorities) {
    return time.open(
        new OnPremConfig.Vault(
            URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
            Optional.empty(),
            authorities,
            new SignIn.Token(TestVault.secret("token")),
            Duration.ofSeconds(15)));
  }

  /** By the JDK's tool: its libraries make no certificates. */
  private static KeyStore selfSigned(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "vault",
                "-keyalg",
                "EC",
                "-dname",
                "CN=vault",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
