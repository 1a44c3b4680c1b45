// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import java.util.Map;

/** Everything that may break a rule, by its full name, with the reason. */
final class Exceptions {
  private static final String PORTS = Project.ROOT + ".ports.";
  private static final String CORE = Project.ROOT + ".core.";

  /** From {@link PortRules#PORTS_HOLD_INTERFACES_AND_VALUES}. */
  static final Map<String, String> PLAIN_CLASSES_IN_PORTS =
      Map.of(
          PORTS + "Bytes",
              "a value that copies its array and hides its content, which records do not",
          PORTS + "config.Checks",
              "what the records of one package check in common; not visible outside");

  /** From {@link PortRules#PORTS_DECLARE_NO_CHECKED_EXCEPTION}. */
  static final Map<String, String> CHECKED_EXCEPTIONS_IN_PORTS =
      Map.of(
          PORTS + "blob.Blob.close()", "the JDK's stream behind it throws it",
          PORTS + "blob.BlobContent.writeTo(java.io.OutputStream)",
              "the JDK's stream it writes to throws it");

  /** From {@link PortRules#EVERY_PORT_HAS_A_CONTRACT}. */
  static final Map<String, String> PORTS_WITHOUT_CONTRACT =
      Map.of(
          PORTS + "blob.Blob", "comes from a BlobStore, whose contract reads it",
          PORTS + "blob.BlobContent", "callers implement it, not adapters",
          PORTS + "keys.SigningKey", "comes from SigningKeys, whose contract signs with it");

  /** From {@link AdapterRules#WORKERS_STAY_INSIDE}. */
  static final Map<String, String> PUBLIC_WORKERS =
      Map.of(
          Project.ROOT + ".adapters.s3.S3BlobStore",
          "belongs to no platform: an app hands it to the one that it runs on");

  /** From {@link AdapterRules#FEW_PUBLIC_TYPES}. */
  static final Map<String, String> PUBLIC_BESIDES =
      Map.of(
          Project.ROOT + ".adapters.postgres.ReferenceImport",
          "reads another server's tables, once: no store, and no port has words for it");

  /** From {@link StyleRules#PUBLIC_ONLY_IF_USED}. */
  static final Map<String, String> PUBLIC_FOR_CALLERS =
      Map.of(
          CORE + "publish.AttestationBinding",
          "who makes a device's evidence has to bind it to the same hash");

  /** From {@link StyleRules#USE_CASES_DO_ONE_THING}. */
  static final Map<String, String> NOT_USE_CASES =
      Map.of(CORE + "token.RevisionTokens", "a format, written and read by the same rules");

  /** From {@link StyleRules#NO_CYCLES}: what these classes use does not count. */
  static final Map<String, String> CYCLES =
      Map.of(
          PORTS + "Platform",
              "hands out the ports of every package, which use the values beside it",
          PORTS + "export.BatchStore",
              "plans by an export's settings, which hold a filter of its package");

  /** From {@link TestRules#TESTS_DO_NOT_SLEEP}. */
  static final Map<String, String> SLEEPING_TESTS =
      Map.of(
          Project.ROOT + ".apps.dev.TestWait",
          "looks again and again for what another process does, up to a deadline",
          Project.ROOT + ".apps.embedded.PostgresServerTest",
          "looks again and again whether another process has ended, up to a deadline");

  private Exceptions() {}
}
