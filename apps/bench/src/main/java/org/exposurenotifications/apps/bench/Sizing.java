// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.time.Duration;

/**
 * How much a population needs: arithmetic only.
 *
 * @param population people
 * @param usingShare of the people, whose phones take part: 0 to 1
 * @param casesPerDay people with a positive test
 * @param uploadingShare of the cases among those who take part: 0 to 1
 * @param decoysPerDay of one phone
 * @param exportPeriod between two files
 * @param downloadsPerDay of one phone: how often it asks for new files
 * @param cdnPricePerGb in any currency
 */
record Sizing(
    double population,
    double usingShare,
    double casesPerDay,
    double uploadingShare,
    double decoysPerDay,
    Duration exportPeriod,
    double downloadsPerDay,
    double cdnPricePerGb) {
  /** Whole keys of the days before a test, as phones keep them. */
  static final int KEYS_PER_UPLOAD = 14;

  /** As CLEANUP_TTL is by default. */
  static final int DAYS_KEPT = 14;

  /** The busiest minute against the mean of the day; assumed. */
  static final double PEAK = 3;

  /** A row of {@code exposure} with its indexes: measured after 'bench publish'. */
  static final double ROW_BYTES = 173;

  /** Of which the primary key's index, which random keys touch everywhere. */
  static final double KEY_INDEX_BYTES = 47;

  /** A row of {@code publish_statistic} with its index: measured after 'bench publish'. */
  static final double UPLOAD_BYTES = 70;

  /** A key in a file as it lies in the bucket: measured on 400 keys; 17 on a million. */
  static final double FILE_KEY_BYTES = 20;

  /** Index entry: one file's name and its end of line. */
  static final double INDEX_ENTRY_BYTES = 36;

  /** Headers of an answer, and TLS, for each request; assumed. */
  static final double REQUEST_BYTES = 700;

  /** EXPORT_FILE_MIN_RECORDS and half of EXPORT_FILE_PADDING_RANGE. */
  static final double FILE_KEYS_AT_LEAST = 1050;

  /** EXPORT_FILE_MAX_RECORDS. */
  static final double FILE_KEYS_AT_MOST = 500_000;

  /** Uploads a second that one machine of two cores bears, database included: 'bench publish'. */
  static final double UPLOADS_PER_SECOND = 3_000;

  /** Memory for PostgreSQL that every offer has. */
  static final double DATABASE_MEMORY = 8e9;

  /** What an app may fetch on a mobile network without being noticed; assumed. */
  static final double PHONE_BYTES_PER_DAY = 10e6;

  private static final double DAYS_PER_MONTH = 30;
  private static final double SECONDS_PER_DAY = 86_400;

  double phones() {
    return population * usingShare;
  }

  double uploadsPerDay() {
    return casesPerDay * usingShare * uploadingShare;
  }

  double peakRequestsPerSecond() {
    return (uploadsPerDay() + phones() * decoysPerDay) / SECONDS_PER_DAY * PEAK;
  }

  /** What was reported, without padding. */
  double reportedKeysPerDay() {
    return uploadsPerDay() * KEYS_PER_UPLOAD;
  }

  double batchesPerDay() {
    return SECONDS_PER_DAY / exportPeriod.toSeconds();
  }

  /** Padding included, which small files have. */
  double keysPerBatch() {
    return Math.max(reportedKeysPerDay() / batchesPerDay(), FILE_KEYS_AT_LEAST);
  }

  double filesPerBatch() {
    return Math.ceil(keysPerBatch() / FILE_KEYS_AT_MOST);
  }

  double bytesPerFile() {
    return keysPerBatch() * FILE_KEY_BYTES / filesPerBatch();
  }

  double rows() {
    return keysPerBatch() * batchesPerDay() * DAYS_KEPT;
  }

  double databaseBytes() {
    return rows() * ROW_BYTES + uploadsPerDay() * DAYS_KEPT * UPLOAD_BYTES;
  }

  double indexBytes() {
    return batchesPerDay() * DAYS_KEPT * filesPerBatch() * INDEX_ENTRY_BYTES;
  }

  /** Each phone fetches each file once, and the index each time it asks. */
  double phoneBytesPerDay() {
    double files = batchesPerDay() * filesPerBatch();
    return files * (bytesPerFile() + REQUEST_BYTES)
        + downloadsPerDay * (indexBytes() + REQUEST_BYTES);
  }

  double cdnBytesPerMonth() {
    return phones() * phoneBytesPerDay() * DAYS_PER_MONTH;
  }

  double cdnCostPerMonth() {
    return cdnBytesPerMonth() / 1e9 * cdnPricePerGb;
  }

  /** Of machines of two cores that publish; of the phones' patience; and so on: 1 is full. */
  Limit firstLimit() {
    Limit first = new Limit("requests on one 2-core machine", 0);
    for (Limit limit :
        new Limit[] {
          new Limit(first.name(), peakRequestsPerSecond() / UPLOADS_PER_SECOND),
          new Limit("key index in 8 GB of memory", rows() * KEY_INDEX_BYTES / DATABASE_MEMORY),
          new Limit("10 MB a day on each phone", phoneBytesPerDay() / PHONE_BYTES_PER_DAY)
        }) {
      first = limit.share() > first.share() ? limit : first;
    }
    return first;
  }

  /**
   * Something that runs out.
   *
   * @param share of it that is needed; more than 1 is more than there is
   */
  record Limit(String name, double share) {}
}
