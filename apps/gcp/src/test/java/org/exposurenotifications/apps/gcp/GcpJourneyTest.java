// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.exposurenotifications.testing.journey.JourneyContract;
import org.exposurenotifications.testing.standins.StandIn;
import org.exposurenotifications.testing.standins.gcp.GoogleCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** On fake-gcs-server, and on Secret Manager and Cloud KMS over gRPC. */
final class GcpJourneyTest implements JourneyContract {
  private static final String PROJECT = "en-journey";
  private static final String KEY_RING =
      "projects/" + PROJECT + "/locations/europe-west1/keyRings/exports";

  private StandIn storage;
  private GoogleCloud cloud;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    storage = StandIn.fakeGcs();
    cloud = GoogleCloud.start(0);
    cloud.makeKeyRing(KEY_RING);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest bucket =
          HttpRequest.newBuilder(storage.address().resolve("/storage/v1/b?project=" + PROJECT))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + BUCKET + "\"}"))
              .build();
      assertThat(http.send(bucket, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @AfterEach
  void stop() {
    if (cloud != null) {
      cloud.close();
    }
    if (storage != null) {
      storage.close();
    }
  }

  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Map<String, String> platform() {
    return Map.of(
        "PROJECT_ID",
        PROJECT,
        "KMS_KEY_RING",
        KEY_RING,
        "STORAGE_ENDPOINT",
        storage.address().toString(),
        "SECRET_MANAGER_ENDPOINT",
        cloud.address().toString(),
        "KMS_ENDPOINT",
        cloud.address().toString());
  }

  @Override
  public String signingKey() {
    return "exports-us/cryptoKeyVersions/1";
  }

  @Override
  public String plantSecret(String name, String value) {
    cloud.plantSecret("projects/" + PROJECT + "/secrets/" + name, value);
    return name;
  }

  @Override
  public URI published(String object) {
    return storage.address().resolve("/" + BUCKET + "/" + object);
  }
}
