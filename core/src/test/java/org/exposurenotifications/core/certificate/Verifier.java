// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.security.Security;
import java.util.Arrays;
import java.util.List;
import org.conscrypt.Conscrypt;

/** Who does the arithmetic of signatures: the JDK, or the library that servers prefer. */
enum Verifier {
  JDK,
  CONSCRYPT;

  /** Conscrypt has a native part, which not every machine can load. */
  static List<Verifier> available() {
    return Arrays.stream(values())
        .filter(verifier -> verifier == JDK || Conscrypt.isAvailable())
        .toList();
  }

  /** For verifiers made from now on. */
  void install() {
    if (this == CONSCRYPT) {
      Security.addProvider(Conscrypt.newProviderBuilder().provideTrustManager(false).build());
    }
  }

  static void remove() {
    Security.removeProvider("Conscrypt");
  }
}
