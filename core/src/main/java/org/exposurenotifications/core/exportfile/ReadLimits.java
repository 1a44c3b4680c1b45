// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

/**
 * How much a reader takes. A key is about 30 bytes in a file, and hardly compresses.
 *
 * @param archiveBytes longest archive
 * @param binBytes longest {@code export.bin}, unpacked
 * @param sigBytes longest {@code export.sig}, unpacked
 * @param keys most keys of one file, revised ones included: a key that takes two bytes in a file
 *     takes a hundred in memory
 */
public record ReadLimits(int archiveBytes, int binBytes, int sigBytes, int keys) {
  /** Room for a million keys: twice what one file holds by default. */
  public static final ReadLimits DEFAULT = new ReadLimits(32 << 20, 48 << 20, 64 << 10, 1_000_000);
}
