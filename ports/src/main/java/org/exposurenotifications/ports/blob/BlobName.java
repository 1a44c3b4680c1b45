// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.blob;

import java.util.Arrays;

/**
 * Where an object lives: a bucket, and a name of segments separated by slashes.
 *
 * @param bucket not blank, without a slash, control character or backslash; does not begin with a
 *     dot, for that is where stores may keep state of their own
 * @param name 1 to 900 characters; no segment is empty, {@code .} or {@code ..}; no control
 *     character or backslash
 */
public record BlobName(String bucket, String name) {
  /**
   * @throws IllegalArgumentException if a part is not of the form above
   */
  public BlobName {
    if (bucket.contains("/") || bucket.startsWith(".") || !isSegment(bucket)) {
      throw new IllegalArgumentException("not a bucket: '" + bucket + "'");
    }
    if (name.length() > 900 || !Arrays.stream(name.split("/", -1)).allMatch(BlobName::isSegment)) {
      throw new IllegalArgumentException("not an object name: '" + name + "'");
    }
  }

  private static boolean isSegment(String text) {
    return !text.isBlank()
        && !text.equals(".")
        && !text.equals("..")
        && text.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\');
  }

  @Override
  public String toString() {
    return bucket + "/" + name;
  }
}
