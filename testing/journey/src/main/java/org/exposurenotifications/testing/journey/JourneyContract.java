// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.journey;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The main job on a platform, from outside: the app runs as it is deployed, each command and each
 * role a process of its own that knows its environment and nothing else; phones use public
 * addresses only.
 */
@Execution(ExecutionMode.CONCURRENT)
public interface JourneyContract {
  /** The bucket of the export files, which is there and which everybody may read. */
  String BUCKET = "exports";

  /** The app's main class. */
  Class<?> main();

  /** The environment of the server, less what is the same everywhere. */
  Map<String, String> platform();

  /** The environment of who makes the keys to sign with. */
  default Map<String, String> setup() {
    return platform();
  }

  /** The key to sign files with, one version of it if keys have versions; not there yet. */
  String signingKey();

  /** The key that wraps those of revision tokens. */
  default String revisionTokenKey() {
    return "revision-token";
  }

  /**
   * Puts a secret where the platform keeps them.
   *
   * @param name letters and hyphens
   * @return what follows {@code secret://} in a variable
   */
  String plantSecret(String name, String value) throws Exception;

  /** What the app proves to the platform who it is with, and no log may show. */
  default List<String> credentials() {
    return List.of();
  }

  /** Where everybody gets an object of {@link #BUCKET}. */
  URI published(String object);

  @Test
  default void aDiagnosisReachesWhoWasNearAndItsRevisionToo(@TempDir Path folder) throws Exception {
    try (var database = JourneyDatabase.start();
        var server = KeyServerUnderTest.install(this, database, folder)) {
      try {
        live(server);
      } catch (Exception | AssertionError e) {
        e.addSuppressed(server.said());
        throw e;
      }
    }
  }

  private void live(KeyServerUnderTest server) throws Exception {
    var journey = new Journey(server, published("us/index.txt"));
    journey.live();
    journey.refuseWhoIsNotCertified();
    journey.publish();
    journey.warn();
    journey.revise();
    journey.warnAgain();
    journey.keepWhatIsYoung();
    journey.forgetWhatIsOld();
    server.requireSilenceAboutSecrets();
  }
}
