// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.Test;

/** What a platform does before it is used, and what it says when it cannot be. */
final class AwsPlatformCheckTest {
  private static final BlobStore BLOBS = new MemoryPlatform().blobs();

  @Test
  void askingForThePartsLooksUpNoCredentials() {
    AtomicInteger lookUps = new AtomicInteger();
    try (AwsPlatform platform =
        new AwsPlatform(
            AwsConfig.of("eu-central-1"),
            BLOBS,
            () -> {
              lookUps.incrementAndGet();
              return AwsServers.CREDENTIALS;
            })) {
      askForAll(platform);
    }
    assertThat(lookUps).hasValue(0);
  }

  @Test
  void inAnEmptyEnvironmentThePartsMakeNoClient() throws IOException {
    assertThat(classesLoadedBy("ask"))
        .contains(KmsSigningKeys.class.getName())
        .doesNotContain("DefaultKmsClient", "InstanceProfileCredentialsProvider");
  }

  @Test
  void theSameIsSeenOnceAPartIsUsed() throws IOException {
    assertThat(classesLoadedBy("use"))
        .contains("DefaultKmsClient", "InstanceProfileCredentialsProvider");
  }

  @Test
  void withoutCredentialsTheCheckSaysWhatToDo() {
    try (AwsPlatform platform = new AwsPlatform(configAt(nobody()), BLOBS)) {
      assertThat(platform.check())
          .containsExactly(
              "there are no credentials for AWS: run with a role, or set an access key");
    }
  }

  @Test
  void withoutAnAnswerTheCheckSaysSo() {
    try (AwsPlatform platform =
        new AwsPlatform(configAt(nobody()), BLOBS, AwsServers.credentials())) {
      assertThat(platform.check())
          .containsExactly("could not ask AWS who this is: AWS did not answer in time");
    }
  }

  @Test
  void theBlobsAreThoseGiven() {
    try (AwsPlatform platform = new AwsPlatform(AwsConfig.of("eu-central-1"), BLOBS)) {
      assertThat(platform.blobs()).isSameAs(BLOBS);
    }
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThatThrownBy(() -> AwsConfig.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new AwsConfig(
                "eu-central-1", AwsConfig.Endpoints.OF_THE_REGION, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AwsConfig configAt(URI address) {
    return new AwsConfig(
        "eu-central-1",
        new AwsConfig.Endpoints(Optional.of(address), Optional.of(address), Optional.of(address)),
        Duration.ofSeconds(2));
  }

  private static URI nobody() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void askForAll(AwsPlatform platform) {
    assertThat(
            List.of(
                platform.blobs(),
                platform.secrets(),
                platform.signingKeys(),
                platform.keyEncryption()))
        .hasSize(4);
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
                what,
                nobody().toString())
            .redirectErrorStream(true);
    java.environment().clear();
    return new String(java.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Runs in the other process. */
  static final class Child {
    public static void main(String[] arguments) {
      try (AwsPlatform platform = new AwsPlatform(configAt(URI.create(arguments[1])), BLOBS)) {
        askForAll(platform);
        if (arguments[0].equals("use")) {
          platform.signingKeys().find("alias/export");
        }
      }
    }
  }
}
