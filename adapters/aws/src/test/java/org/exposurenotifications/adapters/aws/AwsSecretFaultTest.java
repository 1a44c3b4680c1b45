// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.exposurenotifications.testing.contracts.ConnectionFaultContract;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.contracts.SecretFaultContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class AwsSecretFaultTest implements SecretFaultContract, ConnectionFaultContract {
  private static final AtomicInteger WORDS = new AtomicInteger();

  private static AwsServers servers;

  private final String word = "t" + WORDS.incrementAndGet();
  private AwsFaults faults;

  @BeforeAll
  static void start() {
    servers = new AwsServers();
  }

  @BeforeEach
  void open() {
    faults = new AwsFaults(servers.config().endpoints().secretsManager().orElseThrow());
  }

  @AfterEach
  void close() {
    faults.close();
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Override
  public FaultSource faults() {
    return faults.source;
  }

  @Override
  public Duration patience() {
    return AwsFaults.DEADLINE.multipliedBy(2);
  }

  @Override
  public List<String> hidden() {
    return List.of(AwsServers.CREDENTIALS.secretAccessKey());
  }

  @Override
  public SecretStore secrets() {
    return new SecretsManagerSecretStore(faults.clients.secretsManager());
  }

  @Override
  public String plantSecret(String name, String value) {
    return servers
        .clients()
        .secretsManager()
        .get()
        .createSecret(request -> request.name(word + "-" + name).secretString(value))
        .name();
  }
}
