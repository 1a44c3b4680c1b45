// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import org.conscrypt.Conscrypt;

/** Chooses who computes signatures. */
public final class Cryptography {
  private static final String WORK_FOLDER = "org.conscrypt.native.workdir";

  private Cryptography() {}

  /**
   * Offers Conscrypt where its native library loads: Tink prefers it, and it verifies ECDSA ten
   * times faster than the JDK, which does the work otherwise. It comes last in the order of
   * providers, so that TLS stays the JDK's. Idempotent.
   *
   * @return who verifies signatures
   */
  public static synchronized String install() {
    if (!loads()) {
      return "JDK";
    }
    if (Security.getProvider("Conscrypt") == null) {
      Security.addProvider(Conscrypt.newProviderBuilder().provideTrustManager(false).build());
    }
    return "Conscrypt";
  }

  /**
   * Has the library unpacked into a folder of its own: in java.io.tmpdir it would have a name that
   * can be guessed, and whatever mode the umask leaves.
   */
  private static boolean loads() {
    if (System.getProperty(WORK_FOLDER) != null) {
      return Conscrypt.isAvailable();
    }
    try {
      Path own = Files.createTempDirectory("keyserver-");
      System.setProperty(WORK_FOLDER, own.toString());
      boolean available = Conscrypt.isAvailable();
      // Conscrypt deletes what it has loaded
      Files.delete(own);
      return available;
    } catch (IOException _) {
      return Conscrypt.isAvailable();
    }
  }

  /**
   * The one source of randomness: Conscrypt's where it is installed, since the JDK's asks the
   * operating system for every few bytes, which an upload's padding feels. Thread-safe.
   */
  static SecureRandom random() {
    Provider conscrypt = Security.getProvider("Conscrypt");
    try {
      return conscrypt == null
          ? new SecureRandom()
          : SecureRandom.getInstance("SHA1PRNG", conscrypt);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Conscrypt came without randomness", e);
    }
  }
}
