// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.kms.v1.CryptoKeyName;
import com.google.cloud.kms.v1.CryptoKeyVersionName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads names, full or short, and completes them. */
final class GcpNames {
  /** Old ones hold the name of a domain and a colon. */
  static final String PROJECT = "[a-z0-9][a-z0-9.:-]*[a-z0-9]";

  static final String KEY_RING =
      "projects/" + PROJECT + "/locations/[a-z0-9-]+/keyRings/[A-Za-z0-9_-]{1,63}";

  private static final Pattern KEY =
      Pattern.compile("(" + KEY_RING + "/cryptoKeys/[A-Za-z0-9_-]{1,63})");
  private static final Pattern KEY_VERSION =
      Pattern.compile(KEY + "(?:/cryptoKeyVersions/([1-9][0-9]{0,8}))?");
  private static final Pattern SECRET_VERSION =
      Pattern.compile(
          "(projects/"
              + PROJECT
              + "/secrets/[A-Za-z0-9_-]{1,255})"
              + "(?:/versions/([A-Za-z0-9_-]{1,63}))?");

  private final String project;
  private final Optional<String> keyRing;

  GcpNames(GcpConfig config) {
    this.project = config.project();
    this.keyRing = config.keyRing();
  }

  /** A key to encrypt with: {@code KEY}, or its full name. */
  Optional<CryptoKeyName> key(String name) {
    return fullKey(name).filter(full -> KEY.matcher(full).matches()).map(CryptoKeyName::parse);
  }

  /** A key to sign with: {@code KEY} for its first version, {@code KEY/cryptoKeyVersions/N}. */
  Optional<CryptoKeyVersionName> keyVersion(String name) {
    return fullKey(name)
        .map(KEY_VERSION::matcher)
        .filter(Matcher::matches)
        .map(full -> versioned(full, "/cryptoKeyVersions/", "1"))
        .map(CryptoKeyVersionName::parse);
  }

  /** A secret: {@code SECRET} for its newest version, {@code SECRET/versions/N}. */
  Optional<String> secretVersion(String reference) {
    String full =
        reference.startsWith("projects/")
            ? reference
            : "projects/" + project + "/secrets/" + reference;
    return Optional.of(SECRET_VERSION.matcher(full))
        .filter(Matcher::matches)
        .map(name -> versioned(name, "/versions/", "latest"));
  }

  /** Whether an answer is of the resource that was asked for; a project has an id and a number. */
  static boolean isOf(String asked, String answered) {
    return withinProject(asked).equals(withinProject(answered));
  }

  private static String withinProject(String name) {
    return name.replaceFirst("^projects/[^/]+/", "");
  }

  private Optional<String> fullKey(String name) {
    return name.startsWith("projects/")
        ? Optional.of(name)
        : keyRing.map(ring -> ring + "/cryptoKeys/" + name);
  }

  private static String versioned(Matcher name, String separator, String otherwise) {
    return name.group(1) + separator + Optional.ofNullable(name.group(2)).orElse(otherwise);
  }
}
