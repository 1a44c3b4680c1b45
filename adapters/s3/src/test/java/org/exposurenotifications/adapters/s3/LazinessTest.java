// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.exposurenotifications.ports.blob.BlobName;
import org.junit.jupiter.api.Test;

/** In a process without an environment. */
final class LazinessTest {
  @Test
  void aStoreThatIsNotUsedMakesNoClientAndLooksForNoCredentials() throws IOException {
    assertThat(classesLoadedBy("construct"))
        .contains(S3BlobStore.class.getName())
        .doesNotContain("services.s3.DefaultS3Client", "InstanceProfileCredentialsProvider");
  }

  @Test
  void theSameIsSeenOnceItIsUsed() throws IOException {
    assertThat(classesLoadedBy("use"))
        .contains("services.s3.DefaultS3Client", "InstanceProfileCredentialsProvider");
  }

  private static String classesLoadedBy(String what) throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-Daws.disableEc2Metadata=true",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                what)
            .redirectErrorStream(true);
    java.environment().clear();
    return new String(java.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Runs in the other process. */
  static final class Child {
    public static void main(String[] what) {
      try (S3BlobStore store = new S3BlobStore(S3Config.of("eu-central-1"))) {
        if (what[0].equals("use")) {
          store.delete(new BlobName("en-bucket", "a"));
        }
      }
    }
  }
}
