// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.secrets.Secret;

/**
 * Where everything is. Its text form hides the account key.
 *
 * @param blobEndpoint of the storage account, such as {@code https://ACCOUNT.blob.core.windows.net}
 * @param accountKey the account's key in base64, in place of an identity; meant for emulators, and
 *     for accounts that still use keys
 * @param vault such as {@code https://NAME.vault.azure.net}; holds the secrets and the keys
 * @param hsmKeys whether new keys are made in a hardware security module, which the vault's tier
 *     {@code premium} has
 * @param identity the client id of a user-assigned managed identity; empty for the one that the
 *     default chain of credentials finds
 */
public record AzureConfig(
    URI blobEndpoint,
    Optional<Secret> accountKey,
    URI vault,
    boolean hsmKeys,
    Optional<String> identity,
    Retries retries) {

  /** With the identity of the machine, keys in software and the usual retries. */
  public AzureConfig(URI blobEndpoint, URI vault) {
    this(blobEndpoint, Optional.empty(), vault, false, Optional.empty(), Retries.USUAL);
  }

  /**
   * How long a request is tried. Throttling, failures of the server and of the network are retried,
   * each time after twice the delay, give or take some per cent, or after what the server asks for.
   *
   * @param max retries after the first attempt, 0 or more
   * @param delay before the first retry; positive
   * @param attempt how long one attempt may take to connect, and between two bytes; positive
   * @param deadline how long the request may take with all its retries; positive. An upload is
   *     several requests, and a download may go on for longer once it has begun
   */
  public record Retries(int max, Duration delay, Duration attempt, Duration deadline) {
    /** 5 retries within 30 seconds, beginning after 200 ms. */
    public static final Retries USUAL =
        new Retries(5, Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(30));

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Retries {
      if (max < 0 || !delay.isPositive() || !attempt.isPositive() || !deadline.isPositive()) {
        throw new IllegalArgumentException(
            "retries %s after %s, attempt %s, deadline %s"
                .formatted(max, delay, attempt, deadline));
      }
    }
  }
}
