// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each server starts and answers in its protocol. */
final class StandInTest {
  @Test
  void fakeGcsListsItsBuckets() throws Exception {
    try (StandIn gcs = StandIn.fakeGcs()) {
      HttpResponse<String> answer = get(gcs.address().resolve("/storage/v1/b?project=p"), Map.of());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("storage#buckets");
    }
  }

  @Test
  void motoListsItsKeys() throws Exception {
    try (StandIn moto = StandIn.moto()) {
      HttpRequest listKeys =
          HttpRequest.newBuilder(moto.address())
              .header("X-Amz-Target", "TrentService.ListKeys")
              .header("Content-Type", "application/x-amz-json-1.1")
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256 Credential="
                      + moto.credentials().name()
                      + "/20261101/eu-central-1/kms/aws4_request, SignedHeaders=host, Signature=0")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      HttpResponse<String> answer = send(listKeys);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("Keys");
    }
  }

  @Test
  void azuriteRefusesWhoeverDoesNotSign() throws Exception {
    try (StandIn azurite = StandIn.azurite()) {
      HttpResponse<String> answer =
          get(
              azurite.address().resolve("/" + azurite.credentials().name() + "?comp=list"),
              Map.of("x-ms-version", "2025-01-05"));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("<Code>Auth");
    }
  }

  @Test
  void vaultHasItsEngines() throws Exception {
    try (StandIn vault = StandIn.vault()) {
      HttpResponse<String> answer =
          get(
              vault.address().resolve("/v1/sys/internal/ui/mounts"),
              Map.of("X-Vault-Token", vault.credentials().secret()));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"secret/\"", "\"transit/\"", "\"approle/\"");
      assertThat(
              get(vault.address().resolve("/v1/secret/data/x"), Map.of("X-Vault-Token", "wrong"))
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aClosedStandInIsGone() throws Exception {
    StandIn gcs = StandIn.fakeGcs();
    gcs.close();
    gcs.close();
    assertThat(refused(gcs.address())).isTrue();
  }

  private static boolean refused(URI address) throws Exception {
    try {
      get(address, Map.of());
      return false;
    } catch (ConnectException _) {
      return true;
    }
  }

  private static HttpResponse<String> get(URI address, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    headers.forEach(request::header);
    return send(request.build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
