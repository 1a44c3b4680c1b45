// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.util.regex.Pattern;
import org.exposurenotifications.ports.PortFailure;

/** How KMS keys are called: by id, by {@code alias/...}, or by the ARN of either. */
final class KmsName {
  private static final String ARN = "arn:[a-z0-9-]+:kms:[a-z0-9-]+:[0-9]+:";
  private static final String ALIAS = "alias/[A-Za-z0-9/_-]{1,250}";
  private static final String KEY = "(mrk-)?[0-9a-f-]{32,36}";
  private static final Pattern ANY =
      Pattern.compile("(%s)?%s|%skey/%s|%s".formatted(ARN, ALIAS, ARN, KEY, KEY));

  /** Those below {@code alias/aws/} are Amazon's. */
  private static final Pattern NEW = Pattern.compile("(?!alias/aws/)" + ALIAS);

  private KmsName() {}

  static boolean isValid(String name) {
    return ANY.matcher(name).matches();
  }

  /**
   * @throws PortFailure.Permanent if no key can have the name
   */
  static String requireValid(String name) {
    if (!isValid(name)) {
      throw new PortFailure.Permanent(
          "'" + name + "' names no KMS key: give a key's id, alias/... or ARN", null);
    }
    return name;
  }

  /**
   * @throws PortFailure.Permanent if no new key can get the name
   */
  static String requireNew(String name) {
    if (!NEW.matcher(name).matches()) {
      throw new PortFailure.Permanent(
          "there is no KMS key '" + name + "', and none can be made of that name: give alias/...",
          null);
    }
    return name;
  }
}
