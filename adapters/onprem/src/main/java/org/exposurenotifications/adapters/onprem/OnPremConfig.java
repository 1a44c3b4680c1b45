// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where everything is.
 *
 * @param blobDirectory holds a folder for each bucket, which any web server may serve; made on
 *     first use
 * @param keyDirectory holds signing and encryption keys; made on first use, closed to others
 * @param secretDirectory holds a file for each secret; read only
 * @param environment environment variables that references {@code env:NAME} may name
 */
public record OnPremConfig(
    Path blobDirectory, Path keyDirectory, Path secretDirectory, Map<String, String> environment) {
  public OnPremConfig {
    environment = Map.copyOf(environment);
  }

  /** Tells the directories, never a variable. */
  @Override
  public String toString() {
    return "OnPremConfig[blobDirectory="
        + blobDirectory
        + ", keyDirectory="
        + keyDirectory
        + ", secretDirectory="
        + secretDirectory
        + "]";
  }
}
