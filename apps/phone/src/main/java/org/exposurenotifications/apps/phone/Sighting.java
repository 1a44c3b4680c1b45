// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;

/**
 * A broadcast heard from another phone.
 *
 * @param identifier rolling proximity identifier (RPI), 16 bytes
 * @param metadata associated encrypted metadata (AEM), 4 bytes
 * @param rssi strength received, in dBm
 * @param time by the clock of the phone that heard it
 * @param previousScan when it listened before, if it knows
 */
public record Sighting(
    Bytes identifier, Bytes metadata, int rssi, Instant time, Optional<Instant> previousScan) {
  private static final int IDENTIFIER_LENGTH = 16;

  /**
   * Takes a broadcast apart.
   *
   * @param payload identifier and metadata, 20 bytes
   */
  public static Sighting of(Bytes payload, int rssi, Instant time, Optional<Instant> previousScan) {
    byte[] bytes = payload.toByteArray();
    return new Sighting(
        Bytes.of(Arrays.copyOf(bytes, IDENTIFIER_LENGTH)),
        Bytes.of(Arrays.copyOfRange(bytes, IDENTIFIER_LENGTH, bytes.length)),
        rssi,
        time,
        previousScan);
  }
}
