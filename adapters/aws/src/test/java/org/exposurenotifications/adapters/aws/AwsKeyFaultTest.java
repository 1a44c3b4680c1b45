// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.testing.contracts.ConnectionFaultContract;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.contracts.KeyFaultContract;
import org.exposurenotifications.testing.standins.aws.KmsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class AwsKeyFaultTest implements KeyFaultContract, ConnectionFaultContract {
  private KmsServer server;
  private AwsFaults faults;

  @BeforeEach
  void start() {
    server = KmsServer.start();
    faults = new AwsFaults(server.address());
  }

  @AfterEach
  void stop() {
    faults.close();
    server.close();
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
  public SigningKeys signingKeys() {
    return new KmsSigningKeys(faults.clients.kms());
  }

  @Override
  public KeyEncryption keyEncryption() {
    return new KmsKeyEncryption(faults.clients.kms());
  }

  @Override
  public String signingKeyName(String plain) {
    return "alias/signing/" + plain;
  }

  @Override
  public String encryptionKeyName(String plain) {
    return "alias/sealing/" + plain;
  }
}
