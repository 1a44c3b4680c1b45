// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.apps.phone.CosignSet;
import org.exposurenotifications.apps.phone.DeviceVerifier;
import org.exposurenotifications.apps.phone.Download;
import org.exposurenotifications.apps.phone.ExportClient;
import org.exposurenotifications.apps.phone.PublishClient;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.apps.server.PublicKeys;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.keys.SigningKey;

/**
 * What the demo plays in: the server as {@code dev} runs it, with a clock that can be moved, and an
 * authority with an app.
 */
final class DemoWorld implements AutoCloseable {
  static final String APP = "com.example.app";
  static final Duration PERIOD = Duration.ofHours(4);

  private static final String ISSUER = "gov.example.doh";
  private static final String AUDIENCE = "en-key-server";
  private static final String BUCKET = "exports";
  private static final String SIGNING_KEY = "exports-us";
  private static final Region REGION = new Region("US");

  final MovableClock clock = new MovableClock(InstantSource.system());
  final Authority authority;
  final Infrastructure infrastructure;
  final HttpClient http = HttpClient.newHttpClient();

  private final KeyServer server;

  private DemoWorld(Infrastructure infrastructure, KeyPair authorityKeys) {
    this.infrastructure = infrastructure;
    this.authority = new Authority(ISSUER, AUDIENCE, "r1", authorityKeys);
    Settings settings =
        new SettingsReader(infrastructure.environment())
            .read(EnumSet.allOf(Role.class), "127.0.0.1", 0);
    infrastructure.environment().check();
    infrastructure.platform().keyEncryption().ensure(settings.token().keyName());
    server =
        new KeyServer(
            settings,
            infrastructure.platform(),
            infrastructure.stores().withClock(clock::instant),
            infrastructure::problems,
            clock,
            true);
  }

  /**
   * Starts database and server.
   *
   * @param directory for everything; empty
   */
  static DemoWorld start(Path directory) throws IOException {
    var infrastructure = LocalInfrastructure.start(new DataDirectory(directory), Map.of());
    try {
      var world = new DemoWorld(infrastructure, Authority.newKeys());
      world.server.start();
      return world;
    } catch (RuntimeException failure) {
      infrastructure.close();
      throw failure;
    }
  }

  /**
   * Lets the authority, the app and an export be known to the server, which plans a first batch:
   * what follows begins where that ends.
   */
  void register() {
    infrastructure.platform().signingKeys().ensure(SIGNING_KEY);
    var key =
        new HealthAuthority.Key("r1", Instant.EPOCH, Optional.empty(), authority.publicKeyPem());
    infrastructure
        .postgres()
        .configuration()
        .apply(
            new Configuration(
                List.of(
                    new HealthAuthority(
                        ISSUER, AUDIENCE, "Department of Health", Optional.empty(), List.of(key))),
                List.of(
                    new AuthorizedApp(
                        APP, new TreeSet<>(Set.of(REGION)), Set.of(ISSUER), false, false)),
                List.of(
                    new SignatureInfo(
                        "us", SIGNING_KEY, "310", "v1", Optional.empty(), Optional.empty())),
                List.of(
                    new ExportConfig(
                        "us",
                        BUCKET,
                        "us",
                        PERIOD,
                        REGION.code(),
                        new KeyFilter(new TreeSet<>(Set.of(REGION)), new TreeSet<>(), true, false),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        List.of("us")))));
    JobReport _ = server.run(Job.CREATE_BATCHES);
    JobReport _ = server.run(Job.DO_WORK);
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  PublishClient publishClient(RandomGenerator random) {
    return new PublishClient(http, address("/v1/publish"), random);
  }

  ExportClient exportClient() {
    return new ExportClient(new Download(http), address("/blobs/" + BUCKET + "/us/index.txt"));
  }

  /** Believes the registered signer, whose key an app would have been delivered with. */
  DeviceVerifier verifier() {
    SigningKey key = infrastructure.platform().signingKeys().find(SIGNING_KEY).orElseThrow();
    return new DeviceVerifier(
        List.of(CosignSet.of("310", "v1", PublicKeys.decoded(key.publicKey()))));
  }

  JobReport run(Job job) {
    return server.run(job);
  }

  @Override
  public void close() {
    http.close();
    server.close();
    infrastructure.close();
  }
}
