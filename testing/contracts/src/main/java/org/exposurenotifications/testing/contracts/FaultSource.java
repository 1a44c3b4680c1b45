// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

/**
 * Spoils requests on their way from a platform to its server. {@link FaultProxy} stands before any
 * server that speaks HTTP/1.1; for others, {@link FaultSchedule} says which request to spoil, and
 * whoever has the request in hand, such as an interceptor, does it. Thread-safe.
 */
public interface FaultSource {
  int FOREVER = Integer.MAX_VALUE;

  /** Part of every error that a source answers with, as vendors' words are: to be found again. */
  String VENDOR_WORDS = "words-of-the-vendor";

  /**
   * Spoils requests from now on.
   *
   * @param after how many requests pass before
   * @param times how many requests are spoiled then, until all pass again; or {@link #FOREVER}
   */
  void inject(Fault fault, int after, int times);

  /** Lets all pass from now on. */
  void clear();

  /** How many requests were spoiled since the last call of {@link #inject}. */
  int spoiled();
}
