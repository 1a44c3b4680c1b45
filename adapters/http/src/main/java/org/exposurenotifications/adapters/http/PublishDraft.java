// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.util.List;
import org.exposurenotifications.core.publish.ClientKey;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/**
 * An upload while it is being read; never printed. However often a body names the same member, few
 * objects are made: what has far too many keys is refused on the way. Fewer, but still too many,
 * are for the rules to refuse in their order.
 */
final class PublishDraft {
  /** Most keys, and most regions, that are read from a body, unless more keys are allowed. */
  static final int MOST_READ = 256;

  private static final int MEMBERS_OF_A_KEY = 4;

  private static final JsonReader.Members<PublishDraft> COMMON =
      new JsonReader.Members<PublishDraft>()
          .with("temporaryExposureKeys", (d, json) -> d.keys = json.list(d::readKey))
          .with("verificationPayload", (d, json) -> d.verificationPayload = json.text())
          .with("hmacKey", (d, json) -> d.hmacKey = json.text())
          .with("symptomOnsetInterval", (d, json) -> d.symptomOnsetInterval = json.int32())
          .with("revisionToken", (d, json) -> d.revisionToken = json.text())
          .with("padding", (_, json) -> json.skipText());

  /** publish.md 2.1. */
  static final JsonReader.Members<PublishDraft> V1 =
      new JsonReader.Members<>(COMMON)
          .with("healthAuthorityID", (d, json) -> d.appName = json.text())
          .with("traveler", (d, json) -> d.traveler = json.bool());

  /** publish.md 2.5; more than one region makes a traveler. */
  static final JsonReader.Members<PublishDraft> V1ALPHA1 =
      new JsonReader.Members<>(COMMON)
          .with("appPackageName", (d, json) -> d.appName = json.text())
          .with("regions", (d, json) -> d.takeRegions(json.list(d::readRegion)))
          .with("platform", (_, json) -> json.skipText())
          .with("deviceVerificationPayload", (_, json) -> json.skipText());

  private static final JsonReader.Members<KeyDraft> KEY =
      new JsonReader.Members<KeyDraft>()
          .with("key", (key, json) -> key.key = json.text())
          .with("rollingStartNumber", (key, json) -> key.rollingStartNumber = json.int32())
          .with("rollingPeriod", (key, json) -> key.rollingPeriod = json.int32())
          .with("transmissionRisk", (key, json) -> key.transmissionRisk = json.int64());

  private final int maxKeys;
  private int keysRead;
  private int regionsRead;
  private List<ClientKey> keys = List.of();
  private String appName = "";
  private String verificationPayload = "";
  private String hmacKey = "";
  private int symptomOnsetInterval;
  private boolean traveler;
  private String revisionToken = "";
  private List<String> regions = List.of();

  /**
   * @param maxKeys most keys that an upload may have
   */
  PublishDraft(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  void read(String body, PublishDialect dialect) throws MalformedJson {
    JsonReader.document(
        body, this, dialect.members(), (1 + MEMBERS_OF_A_KEY) * Math.max(maxKeys, MOST_READ));
  }

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

  private void takeRegions(List<String> named) {
    regions = named;
    traveler = named.size() > 1;
  }

  private String readRegion(JsonReader json) throws IOException, MalformedJson {
    if (++regionsRead > MOST_READ) {
      throw new MalformedJson("the request has more than " + MOST_READ + " regions");
    }
    return json.text();
  }

  private ClientKey readKey(JsonReader json) throws IOException, MalformedJson {
    if (++keysRead > Math.max(maxKeys, MOST_READ)) {
      throw new MalformedJson("the request has more than " + maxKeys + " keys");
    }
    KeyDraft draft = new KeyDraft();
    json.object(draft, KEY);
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
