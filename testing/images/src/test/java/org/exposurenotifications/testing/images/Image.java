// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An image's tarball, unpacked as a container engine does.
 *
 * @param config what the image says of itself (OCI image specification, {@code config})
 * @param root its files
 */
record Image(JsonNode config, Path root) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads an image in the OCI layout, of which every blob has to have the digest that names it.
   *
   * @param folder empty
   */
  static Image unpack(Path tarball, Path folder)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    Path layout = Files.createDirectory(folder.resolve("layout"));
    Path root = Files.createDirectory(folder.resolve("root"));
    tar("-xf", tarball.toString(), "-C", layout.toString());
    JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
    assertThat(index.path("manifests")).as("manifests").hasSize(1);
    JsonNode manifest =
        JSON.readTree(blob(layout, index.path("manifests").path(0).path("digest")).toFile());
    for (JsonNode layer : manifest.path("layers")) {
      tar("-xzpf", blob(layout, layer.path("digest")).toString(), "-C", root.toString());
    }
    JsonNode config = JSON.readTree(blob(layout, manifest.path("config").path("digest")).toFile());
    return new Image(config, root);
  }

  private static Path blob(Path layout, JsonNode digest)
      throws IOException, NoSuchAlgorithmException {
    String hash = digest.asText().replaceFirst("^sha256:", "");
    Path blob = layout.resolve("blobs/sha256").resolve(hash);
    assertThat(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(blob))))
        .isEqualTo(hash);
    return blob;
  }

  private static void tar(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("tar", "--warning=no-unknown-keyword"));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
        .as(String.join(" ", command))
        .isZero();
  }
}
