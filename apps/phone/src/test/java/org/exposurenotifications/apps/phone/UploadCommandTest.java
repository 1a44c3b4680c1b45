// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The server here tells what it got. The real one takes the same certificates in the journeys. */
final class UploadCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> received = new ArrayList<>();
  private final KeyPair keys = Authority.newKeys();
  @TempDir Path folder;
  private HttpServer server;
  private int status = 200;
  private String answer = "{\"insertedExposures\":2}";

  UploadCommandTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/v1/publish",
        exchange -> {
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aCertifiedKeyIsUploadedForEachDay() throws Exception {
    assertThat(run(url(), pem("PRIVATE KEY", keys.getPrivate().getEncoded()), "2")).isZero();

    assertThat(out.toString()).isEqualTo("OK   " + url() + ": 2 keys are stored\n");
    String upload = received.getFirst();
    assertThat(upload).contains("\"healthAuthorityID\":\"app\"");
    assertThat(Pattern.compile("\"rollingPeriod\":144,").matcher(upload).results()).hasSize(2);
    String certificate = first("\"verificationPayload\":\"([^\"]+)\"", upload);
    int lastDot = certificate.lastIndexOf('.');
    assertThat(new String(Base64.getUrlDecoder().decode(certificate.split("\\.", -1)[1]), UTF_8))
        .contains("\"iss\":\"doh\"", "\"aud\":\"server\"", "\"reportType\":\"confirmed\"");
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(keys.getPublic());
    verifier.update(certificate.substring(0, lastDot).getBytes(US_ASCII));
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(certificate.substring(lastDot + 1))))
        .isTrue();
  }

  @Test
  void whatTheServerRefusesIsToldAsItSaysIt() throws Exception {
    status = 401;
    answer = "{\"code\":\"health_authority_verification_certificate_invalid\",\"error\":\"why\"}";
    String key = pem("PRIVATE KEY", keys.getPrivate().getEncoded());

    assertThat(run(url(), key, "1")).isOne();
    status = 200;
    answer = "{}";
    assertThat(run(url(), key, "1")).isOne();
    assertThat(run("http://localhost:1/v1/publish", key, "1")).isOne();

    assertThat(out.toString().lines())
        .containsExactly(
            "FAIL " + url() + ": 401 health_authority_verification_certificate_invalid: why",
            "FAIL " + url() + ": 200",
            "FAIL http://localhost:1/v1/publish cannot be reached");
  }

  @Test
  void keysThatAreNoneOfAnAuthorityAreNamed() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));

    assertThat(run(url(), folder.resolve("absent").toString(), "1")).isOne();
    assertThat(run(url(), pem("EC PRIVATE KEY", new byte[9]), "1")).isOne();
    assertThat(run(url(), pem("PRIVATE KEY", new byte[9]), "1")).isOne();
    byte[] other = generator.generateKeyPair().getPrivate().getEncoded();
    assertThat(run(url(), pem("PRIVATE KEY", other), "1")).isOne();

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("FAIL there is no private key "),
            line -> assertThat(line).contains("openssl pkcs8 -topk8 -nocrypt"),
            line -> assertThat(line).endsWith("holds no private key (PEM, PKCS#8, P-256)"),
            line -> assertThat(line).endsWith("holds a key of another curve than P-256"));
    assertThat(received).isEmpty();
  }

  @Test
  void wrongArgumentsAreExplained() throws Exception {
    String key = pem("PRIVATE KEY", keys.getPrivate().getEncoded());

    assertThat(run(url(), key, "0")).isEqualTo(2);
    assertThat(run(url(), key, "14")).isEqualTo(2);
    assertThat(run("file.txt", key, "1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--days is from 1 to 13, not 0", "not an address of http: 'file.txt'");
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1/publish";
  }

  private String pem(String label, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    String text = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    return Files.writeString(folder.resolve("authority.pem"), text).toString();
  }

  private static String first(String form, String text) {
    return Pattern.compile(form).matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private int run(String url, String key, String days) {
    return new CommandLine(new PhoneCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            "upload",
            url,
            "--app",
            "app",
            "--days",
            days,
            "--issuer",
            "doh",
            "--audience",
            "server",
            "--key-version",
            "r1",
            "--authority-key",
            key);
  }
}
