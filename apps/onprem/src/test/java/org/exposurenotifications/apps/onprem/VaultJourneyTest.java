// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import io.github.jopenlibs.vault.VaultException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.testing.journey.JourneyContract;
import org.exposurenotifications.testing.standins.StandIn;
import org.exposurenotifications.testing.standins.s3.S3StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** On HashiCorp Vault, with the policies of the manual and no more, and on s3proxy. */
final class VaultJourneyTest implements JourneyContract {
  private StandIn vault;
  private S3StandIn s3;
  private VaultOperator operator;
  private Map<String, String> serverRole = Map.of();
  private Map<String, String> setupRole = Map.of();

  @BeforeEach
  void start() throws VaultException {
    vault = StandIn.vault();
    s3 = S3StandIn.start(BUCKET);
    operator = new VaultOperator(vault);
    serverRole = operator.appRole("keyserver");
    setupRole = operator.appRole("keyserver-setup");
  }

  @AfterEach
  void stop() {
    if (s3 != null) {
      s3.close();
    }
    if (vault != null) {
      vault.close();
    }
  }

  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Map<String, String> platform() {
    var variables = new TreeMap<>(serverRole);
    variables.put("KEY_MANAGER", "HASHICORP_VAULT");
    variables.put("SECRET_MANAGER", "HASHICORP_VAULT");
    variables.put("VAULT_ADDR", vault.address().toString());
    variables.put("BLOBSTORE", "AWS_S3");
    variables.put("AWS_ENDPOINT_URL_S3", s3.address().toString());
    variables.put("AWS_ACCESS_KEY_ID", S3StandIn.CREDENTIALS.name());
    variables.put("AWS_SECRET_ACCESS_KEY", S3StandIn.CREDENTIALS.secret());
    return variables;
  }

  @Override
  public Map<String, String> setup() {
    var variables = new TreeMap<>(platform());
    variables.putAll(setupRole);
    return variables;
  }

  @Override
  public String signingKey() {
    return "exports-us@1";
  }

  @Override
  public String plantSecret(String name, String value) throws VaultException {
    operator.plant(name, value);
    return "secret/keyserver/" + name;
  }

  @Override
  public List<String> credentials() {
    return List.of(
        S3StandIn.CREDENTIALS.secret(),
        serverRole.get("VAULT_SECRET_ID"),
        setupRole.get("VAULT_SECRET_ID"));
  }

  @Override
  public URI published(String object) {
    return s3.address().resolve("/" + BUCKET + "/" + object);
  }
}
