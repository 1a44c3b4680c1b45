// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.deployments;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an app is started with: its own classes, and what Maven says it needs at run time. */
public final class RuntimeClassPath {
  private final List<Path> parts;

  private RuntimeClassPath(List<Path> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Of the module whose tests run; its pom lets Maven write {@code target/runtime.classpath}. */
  public static RuntimeClassPath ofThisModule() {
    try {
      String needed = Files.readString(Path.of("target/runtime.classpath"));
      return new RuntimeClassPath(
          Stream.concat(
                  Stream.of("target/classes"),
                  Arrays.stream(needed.strip().split(File.pathSeparator)))
              .map(part -> Path.of(part).toAbsolutePath())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code java -cp} takes it. */
  public String text() {
    return parts.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The folders of all classes, with slashes, each ended by one. */
  public Set<String> folders() {
    var folders = new TreeSet<String>();
    parts.stream()
        .flatMap(part -> files(part).stream())
        .filter(file -> file.endsWith(".class"))
        .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
        .forEach(folders::add);
    return folders;
  }

  private static List<String> files(Path part) {
    try {
      if (Files.isDirectory(part)) {
        try (Stream<Path> files = Files.walk(part)) {
          return files.map(file -> part.relativize(file).toString().replace('\\', '/')).toList();
        }
      }
      try (var jar = new JarFile(part.toFile())) {
        return jar.stream()
            .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
