// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

/**
 * How much a reader takes. A key is about 30 bytes in a file, and hardly compresses.
 *
 * @param archiveBytes longest archive
 * @param binBytes longest {@code export.bin}, unpacked
 * @param sigBytes longest {@code export.sig}, unpacked
 */
public record ReadLimits(int archiveBytes, int binBytes, int sigBytes) {
  /** Room for a million keys: twice what one file holds by default. */
  public static final ReadLimits DEFAULT = new ReadLimits(32 << 20, 48 << 20, 64 << 10);
}
