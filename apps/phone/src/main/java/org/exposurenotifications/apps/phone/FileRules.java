// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.core.exportfile.FileSignature;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** What a good server writes beyond what a device insists on (export-and-operations.md 6.2). */
final class FileRules {
  private static final int MOST_SIGNATURES = 10;

  private FileRules() {}

  /** Each rule that the file breaks, as a sentence. */
  static List<String> problems(ExportFile file) {
    List<String> problems = new ArrayList<>();
    require(
        problems,
        Stream.concat(file.keys().stream(), file.revisedKeys().stream())
            .allMatch(FileRules::isInRange),
        "a key has a length, rolling period or risk out of its range");
    require(
        problems,
        isAscending(file.keys()) && isAscending(file.revisedKeys()),
        "the keys are not in strictly ascending order, which tells when they came");
    require(
        problems,
        file.keys().stream().allMatch(key -> key.reportType() != FileReportType.REVOKED),
        "a key that was never published is revoked");
    require(
        problems,
        file.batchNumber() == 1 && file.batchSize() == 1,
        "the file is not batch 1 of 1, which some devices cannot read");
    require(
        problems,
        file.signatures().size() <= MOST_SIGNATURES,
        "there are more than " + MOST_SIGNATURES + " signatures");
    require(
        problems,
        file.signers().equals(file.signatures().stream().map(FileSignature::signer).toList()),
        "the signers are not the same, in the same order, beside the keys and the signatures");
    return problems;
  }

  private static void require(List<String> problems, boolean kept, String problem) {
    if (!kept) {
      problems.add(problem);
    }
  }

  private static boolean isInRange(FileKey key) {
    return key.keyData().length() == TemporaryExposureKey.LENGTH
        && 1 <= key.rollingPeriod()
        && key.rollingPeriod() <= IntervalNumber.PER_DAY
        && 0 <= key.rollingStart()
        && 0 <= key.transmissionRisk()
        && key.transmissionRisk() <= 8;
  }

  private static boolean isAscending(List<FileKey> keys) {
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i - 1).keyData().compareTo(keys.get(i).keyData()) >= 0) {
        return false;
      }
    }
    return true;
  }
}
