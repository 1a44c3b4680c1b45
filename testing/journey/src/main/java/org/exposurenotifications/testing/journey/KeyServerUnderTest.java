// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.testing.deployments.AppProcess;
import org.exposurenotifications.testing.deployments.RuntimeClassPath;

/** The app, set up and started by its command line as an operator does it. */
final class KeyServerUnderTest implements AutoCloseable {
  static final String ISSUER = "gov.example.doh";
  static final String AUDIENCE = "en-key-server";
  static final String APP = "com.example.app";

  private static final Pattern PORT = Pattern.compile("on port (\\d+)");
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", Pattern.DOTALL);

  /** Short windows; everything else as in production. */
  private static final Map<String, String> SHORT =
      Map.of("TRUNCATE_WINDOW", "1s", "MIN_WINDOW_AGE", "2s", "EXPORT_FILE_MIN_RECORDS", "100");

  final Authority authority = new Authority(ISSUER, AUDIENCE, "r1", Authority.newKeys());

  private final JourneyContract platform;
  private final Map<String, String> common = new TreeMap<>(SHORT);
  private final List<String> secrets;
  private final List<AppProcess> processes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String jobToken = UUID.randomUUID().toString();
  private String shownKey = "";
  private String publishPort = "";
  private String jobsPort = "";

  private KeyServerUnderTest(JourneyContract platform, JourneyDatabase database) throws Exception {
    this.platform = platform;
    var hidden = new ArrayList<>(platform.credentials());
    hidden.addAll(List.of(database.password(), jobToken));
    this.secrets = spelt(hidden);
    common.putAll(database.variables());
    common.put("BIND_ADDRESS", "127.0.0.1");
    common.put("PORT", "0");
    // who looks for a fault this way must not publish what has to be kept
    common.put("LOG_LEVEL", "DEBUG");
    common.put(
        "DB_PASSWORD",
        "secret://" + platform.plantSecret("database-password", database.password()));
    common.put("JOB_TOKEN", "secret://" + platform.plantSecret("job-token", jobToken));
    common.put("REVISION_TOKEN_KEY_ID", platform.revisionTokenKey());
    common.put("REVISION_TOKEN_AAD", Base64.getEncoder().encodeToString(new byte[32]));
    common.putAll(platform.platform());
  }

  /** Ready: keys made, tables there, an authority, an app and an export known, roles serving. */
  static KeyServerUnderTest install(JourneyContract platform, JourneyDatabase database, Path folder)
      throws Exception {
    var server = new KeyServerUnderTest(platform, database);
    try {
      server.setUp(folder);
      return server;
    } catch (Exception | AssertionError e) {
      e.addSuppressed(server.said());
      server.close();
      throw e;
    }
  }

  private void setUp(Path folder) throws Exception {
    AppProcess migrate = start(common, "migrate");
    var setup = new TreeMap<>(common);
    setup.putAll(platform.setup());
    AppProcess keys = start(setup, "keys", "create", platform.signingKey());
    shownKey = success(keys);
    success(migrate);
    Path file = Files.writeString(folder.resolve("registered.yaml"), registered());
    run(Map.of(), "config", "apply", file.toString());
    AppProcess publish = start(common, "serve", "publish");
    AppProcess jobs = start(common, "serve", "export", "cleanup");
    publishPort = publish.await(PORT);
    jobsPort = jobs.await(PORT);
  }

  private String registered() {
    return """
    healthAuthorities:
      - issuer: %s
        audience: %s
        name: Department of Health
        jwksUri: null
        keys:
          - {version: r1, from: 2020-01-01T00:00:00Z, thru: null, publicKey: "%s"}
    authorizedApps:
      - {name: %s, regions: [US], healthAuthorities: [%s], bypassHealthAuthorityVerification: false, bypassRevisionToken: false}
    signatureInfos:
      - {id: us, signingKey: "%s", keyId: "310", keyVersion: v1, from: null, thru: null}
    exportConfigs:
      - {name: us, bucket: %s, filenameRoot: us, period: 2s, outputRegion: US, inputRegions: [US], excludeRegions: [], includeTravelers: true,
         onlyNonTravelers: false, maxRecords: null, from: 2020-01-01T00:00:00Z, thru: null, signatureInfos: [us]}
    """
        .formatted(
            ISSUER,
            AUDIENCE,
            authority.publicKeyPem().replace("\n", "\\n"),
            APP,
            ISSUER,
            platform.signingKey(),
            JourneyContract.BUCKET);
  }

  URI publishAddress() {
    return URI.create("http://127.0.0.1:" + publishPort + "/v1/publish");
  }

  HttpClient http() {
    return http;
  }

  /** As the operator was shown it, and as the server tells it to everybody. */
  PublicKey exportKey() throws IOException, InterruptedException, GeneralSecurityException {
    HttpResponse<String> told =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + jobsPort + "/.well-known/export-keys"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    PublicKey key = publicKey(told.body().replace("\\n", "\n"));
    assertThat(key).isEqualTo(publicKey(shownKey));
    return key;
  }

  /** Calls a job as a scheduler does, which has the token; without it nobody is let in. */
  void job(String name) throws IOException, InterruptedException {
    assertThat(call(name, "Bearer not-" + jobToken).statusCode()).isEqualTo(401);
    HttpResponse<String> answer = call(name, "Bearer " + jobToken);
    assertThat(answer.statusCode()).as(name + ": " + answer.body()).isEqualTo(200);
  }

  /** Runs a command to its good end. */
  String run(Map<String, String> changes, String... arguments)
      throws IOException, InterruptedException {
    var variables = new TreeMap<>(common);
    variables.putAll(changes);
    return success(start(variables, arguments));
  }

  /** No process has shown a secret, be it in hexadecimal, though each logged all that it can. */
  void requireSilenceAboutSecrets() {
    for (AppProcess process : processes) {
      assertThat(process.output()).doesNotContain(secrets);
    }
    assertThat(processes).anyMatch(process -> process.output().contains("\"level\":\"INFO\""));
  }

  private static List<String> spelt(Collection<String> secrets) {
    return secrets.stream()
        .flatMap(secret ->
            Stream.of(secret, HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))))
        .toList();
  }

  /** What its processes said, for whoever looks into a failure. */
  AssertionError said() {
    return new AssertionError(
        processes.stream()
            .map(AppProcess::output)
            .collect(Collectors.joining("\n--\n", "the app said:\n", "")));
  }

  private HttpResponse<String> call(String job, String authorization)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + jobsPort + "/" + job))
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private AppProcess start(Map<String, String> variables, String... arguments) throws IOException {
    AppProcess process =
        AppProcess.start(
            RuntimeClassPath.ofThisModule().text(),
            platform.main().getName(),
            variables,
            arguments);
    processes.add(process);
    return process;
  }

  private static String success(AppProcess process) throws InterruptedException {
    int exit = process.exit();
    assertThat(exit).as(process.output()).isZero();
    return process.output();
  }

  private static PublicKey publicKey(String text) throws GeneralSecurityException {
    Matcher pem = PEM.matcher(text);
    assertThat(pem.find()).as(text).isTrue();
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
  }

  @Override
  public void close() {
    processes.forEach(AppProcess::close);
    http.close();
  }
}
