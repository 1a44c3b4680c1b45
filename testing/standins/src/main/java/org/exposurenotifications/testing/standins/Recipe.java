// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * How to come by a tool, and how to start it if it is a server.
 *
 * @param tool as people call it, and its version
 * @param clients commands that succeed where all is installed that the recipe takes
 * @param sources files below this class, copied to where the commands run
 * @param commands fetch or build the tool in the working directory
 * @param server how it is started
 */
record Recipe(
    String tool,
    List<List<String>> clients,
    List<String> sources,
    List<List<String>> commands,
    Launch server) {
  /**
   * In all texts {@code {tool}} stands for the folder of the tool, {@code {port}} for where to
   * listen, {@code {name}} and {@code {secret}} for what clients will show.
   *
   * @param environment lines {@code NAME=value}
   * @param health a path that is answered when the server is ready; empty if it speaks no HTTP
   */
  record Launch(List<String> command, List<String> environment, String health) {
    /** Of tools that are no servers. */
    static final Launch NONE = new Launch(List.of(), List.of(), "");
  }

  /**
   * A name that changes with whatever changes what the recipe makes.
   *
   * @param clientVersions what it is made with
   */
  String folder(String clientVersions) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((commands + clientVersions).getBytes(StandardCharsets.UTF_8));
      for (String source : sources) {
        digest.update(source(source));
      }
      return tool.replace(' ', '-') + "-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  byte[] source(String name) {
    try (InputStream in = Objects.requireNonNull(Recipe.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
