// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.core.exportfile.ExportFileHeader;
import org.exposurenotifications.core.exportfile.ExportFileWriter;
import org.exposurenotifications.core.exportfile.Signer;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.keys.SigningKey;

/** A Go server in the middle of its work, as far as its database and bucket tell. */
final class GoServer {
  static final String SIGNING_KEY = "exports-us";
  static final String APP = "com.example.app";
  static final String OTHER_APP = "com.example.bypass";

  /** What the data keys stand for, of which our server opens one. */
  static final byte[] DATA_KEY = "0123456789abcdefghijklmnopqrstuv".getBytes(US_ASCII);

  static final long OPENED = 7;
  static final long UNOPENED = 8;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] ROW_AAD = "row's own 16 by.".getBytes(US_ASCII);

  private final GoServerDatabase database;
  private final OneMachine successor;
  private final Platform platform;
  private final Instant hour;

  /**
   * @param successor has the same keys and buckets
   * @param platform of the successor
   * @param hour the present one
   */
  GoServer(GoServerDatabase database, OneMachine successor, Platform platform, Instant hour) {
    this.database = database;
    this.successor = successor;
    this.platform = platform;
    this.hour = hour;
  }

  /** An authority, two apps, an export, and two signers, of which one has ended. */
  void register(Authority authority) throws Exception {
    SigningKey _ = platform.signingKeys().ensure(SIGNING_KEY);
    SigningKey _ = platform.signingKeys().ensure("exports-before");
    database.insert(
        "INSERT INTO healthauthority (iss, aud, name) VALUES (?, ?, 'DoH')",
        authority.issuer(),
        authority.audience());
    database.insert(
        "INSERT INTO healthauthoritykey VALUES (1, 'r1', '2020-01-01Z', NULL, ?)",
        authority.publicKeyPem());
    database.execute(
        "reference",
        """
        INSERT INTO authorizedapp VALUES ('%s', '{US}', '{1}', false, false),
                                         ('%s', '{US}', '{1}', false, true);
        INSERT INTO signatureinfo (signing_key, signing_key_version, signing_key_id, thru_timestamp)
        VALUES ('%s', 'v1', '310', NULL), ('exports-before', 'v0', '310', now() - interval '1 day');
        INSERT INTO exportconfig (bucket_name, filename_root, period_seconds, output_region,
                                  include_travelers, from_timestamp, signature_info_ids)
        VALUES ('exports', 'us', 3600, 'US', true, '2020-01-01Z', '{1,2}')
        """
            .formatted(APP, OTHER_APP, SIGNING_KEY));
  }

  /**
   * One batch is done and its file published, the next one was only planned.
   *
   * @param first is in the file, and was revised since
   * @param second is in no file
   */
  void export(TemporaryExposureKey first, TemporaryExposureKey second) throws Exception {
    add(first, "traveler", false, "US", -5);
    add(second, "traveler", false, "US", -4);
    database.insert(
        """
        UPDATE exposure SET revised_report_type = 'confirmed', revised_transmission_risk = 2,
                            revised_at = created_at + interval '2h' WHERE exposure_key = ?
        """,
        text(first));
    addBatch(-5, "COMPLETE");
    addBatch(-4, "OPEN");
    database.insert(
        "INSERT INTO exportfile (filename, bucket_name, batch_id, status)"
            + " VALUES (?, 'exports', 1, 'COMPLETE')",
        name(-5));
    Path file = bucket().resolve(name(-5));
    Files.createDirectories(file.getParent());
    Files.writeString(file.resolveSibling("index.txt"), name(-5));
    var signer = new Signer("310", "v1", platform.signingKeys().find(SIGNING_KEY).orElseThrow());
    try (OutputStream out = Files.newOutputStream(file);
        var writer =
            new ExportFileWriter(
                out, new ExportFileHeader(at(-5), at(-4), "US"), List.of(signer))) {
      writer.addKey(
          new ExportKey(
              first.keyData(),
              1,
              first.rollingStart().value(),
              first.rollingPeriod(),
              Optional.of(ReportType.LIKELY),
              OptionalInt.empty()));
      Bytes _ = writer.finish();
    }
  }

  private void addBatch(int start, String status) throws Exception {
    database.insert(
        """
        INSERT INTO exportbatch (config_id, bucket_name, filename_root, start_timestamp,
                                 end_timestamp, output_region, include_travelers,
                                 only_non_travelers, status, signature_info_ids)
        VALUES (1, 'exports', 'us', ?, ?, 'US', true, false, ?::exportbatchstatus, '{1,2}')
        """,
        OffsetDateTime.ofInstant(at(start), ZoneOffset.UTC),
        OffsetDateTime.ofInstant(at(start + 1), ZoneOffset.UTC),
        status);
  }

  /**
   * One that the platform opens, as with the same key of the same cloud, and one that it does not.
   */
  void keepTokenKeys() throws Exception {
    String name = successor.variable("REVISION_TOKEN_KEY_ID");
    var encryption = platform.keyEncryption();
    encryption.ensure(name);
    Bytes wrapped = encryption.encrypt(name, Bytes.of(DATA_KEY), Bytes.of(ROW_AAD));
    String insert =
        "INSERT INTO revisionkeys (kid, aad, wrapped_cipher, created_at) VALUES (?, ?, ?, now())";
    database.insert(insert, OPENED, ROW_AAD, wrapped.toByteArray());
    database.insert(insert, UNOPENED, ROW_AAD, new byte[80]);
  }

  /**
   * With another value than usual in one column.
   *
   * @param createdIn hours from the present one
   */
  void add(TemporaryExposureKey key, String column, boolean value, String region, int createdIn)
      throws Exception {
    database.insert(
        """
        INSERT INTO exposure (exposure_key, transmission_risk, app_package_name, regions,
                              interval_number, interval_count, created_at, local_provenance,
                              health_authority_id, report_type)
        VALUES (?, 1, 'com.example.app', ARRAY[?], ?, ?, ?, true, 1, 'likely')
        """,
        text(key),
        region,
        key.rollingStart().value(),
        key.rollingPeriod(),
        OffsetDateTime.ofInstant(at(createdIn), ZoneOffset.UTC));
    database.insert(
        "UPDATE exposure SET " + column + " = ? WHERE exposure_key = ?", value, text(key));
  }

  static String text(TemporaryExposureKey key) {
    return key.keyData().base64();
  }

  private Instant at(int hours) {
    return hour.plus(HOUR.multipliedBy(hours));
  }

  /** As the Go server names the file of the hour. */
  String name(int hours) {
    return "us/" + at(hours).getEpochSecond() + "-" + at(hours + 1).getEpochSecond() + "-00001.zip";
  }

  Path bucket() {
    return Path.of(successor.variable("BLOB_FILESYSTEM_ROOT"), "exports");
  }
}
