// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.testing.deployments.AppProcess;

/**
 * Starts an image as a container engine is told to by the chart, the compose file and Terraform:
 * its own files read-only, an empty {@code /tmp} from which nothing may be run, its own user, and
 * no more of the machine than the network. Needs the rights of root for that.
 */
final class Container {
  /** Becomes the program, so that its number is the program's. */
  private static final String START =
      """
      set -e
      root=$1 user=$2
      shift 2
      mount --bind "$root" "$root"
      mount -t proc proc "$root/proc"
      mount --rbind /dev "$root/dev"
      mount -t tmpfs -o mode=1777,noexec,nosuid,nodev tmpfs "$root/tmp"
      mount -o remount,bind,ro "$root"
      exec chroot --userspec="$user" "$root" "$@"
      """;

  private final Image image;

  /** What an engine puts into the files itself is put there. */
  Container(Image image) throws IOException {
    this.image = image;
    Path root = image.root();
    Files.createDirectories(root.resolve("proc"));
    Files.createDirectories(root.resolve("dev"));
    for (String file : List.of("etc/hosts", "etc/resolv.conf")) {
      Files.copy(Path.of("/", file), root.resolve(file));
    }
  }

  /**
   * Starts it with arguments instead of its own.
   *
   * @param variables the whole environment beside that of the image
   */
  AppProcess start(Map<String, String> variables, String... arguments) throws IOException {
    JsonNode config = image.config().path("config");
    var command = new ArrayList<>(List.of("/usr/bin/unshare", "--mount", "/bin/sh", "-c", START));
    command.addAll(List.of("sh", image.root().toString(), config.path("User").asText()));
    config.path("Entrypoint").forEach(part -> command.add(part.asText()));
    command.addAll(List.of(arguments));
    var all = new TreeMap<>(variables);
    config
        .path("Env")
        .forEach(entry -> {
          String[] parts = entry.asText().split("=", 2);
          all.put(parts[0], parts[1]);
        });
    // for the programs that start it; a static path, as the image has none
    all.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    return AppProcess.start(command, all);
  }
}
