// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.util.List;
import org.exposurenotifications.core.publish.ClientKey;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/** An upload while it is being read; never printed. */
final class PublishDraft {
  private static final JsonReader.Members<PublishDraft> COMMON =
      new JsonReader.Members<PublishDraft>()
          .with("temporaryExposureKeys", (d, json) -> d.keys = json.list(PublishDraft::readKey))
          .with("verificationPayload", (d, json) -> d.verificationPayload = json.text())
          .with("hmacKey", (d, json) -> d.hmacKey = json.text())
          .with("symptomOnsetInterval", (d, json) -> d.symptomOnsetInterval = json.int32())
          .with("revisionToken", (d, json) -> d.revisionToken = json.text())
          .with("padding", (_, json) -> json.text());

  /** publish.md 2.1. */
  static final JsonReader.Members<PublishDraft> V1 =
      new JsonReader.Members<>(COMMON)
          .with("healthAuthorityID", (d, json) -> d.appName = json.text())
          .with("traveler", (d, json) -> d.traveler = json.bool());

  /** publish.md 2.5; more than one region makes a traveler. */
  static final JsonReader.Members<PublishDraft> V1ALPHA1 =
      new JsonReader.Members<>(COMMON)
          .with("appPackageName", (d, json) -> d.appName = json.text())
          .with("regions", (d, json) -> d.readRegions(json.list(JsonReader::text)))
          .with("platform", (_, json) -> json.text())
          .with("deviceVerificationPayload", (_, json) -> json.text());

  private static final JsonReader.Members<KeyDraft> KEY =
      new JsonReader.Members<KeyDraft>()
          .with("key", (key, json) -> key.key = json.text())
          .with("rollingStartNumber", (key, json) -> key.rollingStartNumber = json.int32())
          .with("rollingPeriod", (key, json) -> key.rollingPeriod = json.int32())
          .with("transmissionRisk", (key, json) -> key.transmissionRisk = json.int64());

  private List<ClientKey> keys = List.of();
  private String appName = "";
  private String verificationPayload = "";
  private String hmacKey = "";
  private int symptomOnsetInterval;
  private boolean traveler;
  private String revisionToken = "";
  private List<String> regions = List.of();

  PublishRequest toRequest(String attestation, ClientPlatform platform) {
    return new PublishRequest(
        keys,
        appName,
        verificationPayload,
        hmacKey,
        symptomOnsetInterval,
        traveler,
        revisionToken,
        regions,
        attestation,
        platform);
  }

  private void readRegions(List<String> named) {
    regions = named;
    traveler = named.size() > 1;
  }

  private static ClientKey readKey(JsonReader json) throws IOException, MalformedJson {
    KeyDraft draft = json.object(KeyDraft::new, KEY);
    return new ClientKey(
        draft.key, draft.rollingStartNumber, draft.rollingPeriod, draft.transmissionRisk);
  }

  private static final class KeyDraft {
    private String key = "";
    private int rollingStartNumber;
    private int rollingPeriod;
    private long transmissionRisk;
  }
}
