// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.apps.phone.Download;
import org.exposurenotifications.apps.phone.ExportClient;
import org.exposurenotifications.apps.phone.Phone;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.apps.phone.PublishClient;
import org.exposurenotifications.apps.phone.PublishUpload;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** An app with a phone of random keys, and the authority that certifies them. */
final class TestApp {
  private static final Bytes HMAC_KEY = Bytes.of(new byte[16]);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random(20);
  private final Authority authority;

  TestApp(KeyPair authorityKeys) {
    authority = new Authority("iss-test", "aud-test", "1", authorityKeys);
  }

  /** With the authority that {@code dev} made for its directory. */
  static TestApp of(Path data) throws Exception {
    var keys = KeyFactory.getInstance("EC");
    return new TestApp(
        new KeyPair(
            keys.generatePublic(new X509EncodedKeySpec(pem(data.resolve("authority.pub.pem")))),
            keys.generatePrivate(new PKCS8EncodedKeySpec(pem(data.resolve("authority.pem"))))));
  }

  private static byte[] pem(Path file) throws IOException {
    return Base64.getDecoder()
        .decode(Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", ""));
  }

  /** Whole keys of 13 past days. */
  List<TemporaryExposureKey> keys(Instant now) {
    var phone = new Phone(random, -20);
    for (int day = 13; day >= 0; day--) {
      Bytes _ = phone.broadcast(now.minus(Duration.ofDays(day)));
    }
    List<TemporaryExposureKey> keys = new ArrayList<>(phone.share(now));
    keys.removeLast();
    return keys;
  }

  PublishAnswer publish(
      URI server,
      List<TemporaryExposureKey> keys,
      ReportType type,
      Optional<String> revisionToken,
      Instant now)
      throws IOException, InterruptedException {
    List<KeyText> texts = PublishUpload.texts(keys, 0);
    var client = new PublishClient(http, server.resolve("/v1/publish"), random);
    return client.publish(
        new PublishUpload(
            texts,
            "com.example.app",
            authority.certify(texts, HMAC_KEY, type, Optional.empty(), now),
            HMAC_KEY,
            Optional.empty(),
            false,
            revisionToken));
  }

  /** Everything that is published at present; nothing until there is an index. */
  List<ExportFile> files(URI server) throws IOException, InterruptedException {
    URI index = server.resolve("/blobs/exports/us/index.txt");
    var download = new Download(http);
    if (download.get(index).isEmpty()) {
      return List.of();
    }
    return new ExportClient(download, index)
        .newFiles(Set.of()).stream()
            .map(downloaded -> DemoPerson.read(downloaded.archive()))
            .toList();
  }

  /** Bytes of all keys that are published, or of all revised ones. */
  Set<Bytes> published(URI server, boolean revised) throws IOException, InterruptedException {
    Set<Bytes> bytes = new HashSet<>();
    for (ExportFile file : files(server)) {
      (revised ? file.revisedKeys() : file.keys()).forEach(key -> bytes.add(key.keyData()));
    }
    return bytes;
  }
}
