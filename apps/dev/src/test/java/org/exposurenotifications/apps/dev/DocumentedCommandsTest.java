// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the pages tell to type is understood. */
final class DocumentedCommandsTest {
  private static final Path PROJECT = Path.of("../..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh)?\n(.*?)^```");
  private static final Pattern COMMAND = Pattern.compile("(?m)^[./]*keyserver +([a-z].*)$");

  /** Where the arguments end: at a comment, another file or another command. */
  private static final Pattern END = Pattern.compile(" +[#>|&;].*");

  @Test
  void everyCommandOfEveryPageIsUnderstood() throws IOException {
    List<String> commands = commands();

    assertThat(commands)
        .hasSizeGreaterThan(20)
        .anyMatch(command -> command.startsWith("phone upload "))
        .anyMatch(command -> command.startsWith("keys create "));
    for (String command : commands) {
      assertThatCode(() -> parse(command)).as(command).doesNotThrowAnyException();
    }
  }

  @Test
  void anotherIsNot() {
    for (String command : List.of("phone fly", "phone verify", "config apply --wet x", "migrat")) {
      assertThatCode(() -> parse(command))
          .as(command)
          .isInstanceOf(CommandLine.ParameterException.class);
    }
  }

  private static void parse(String command) {
    String[] arguments = command.split(" +");
    CommandLine.ParseResult _ = Main.program().commandLine(arguments).parseArgs(arguments);
  }

  private static List<String> commands() throws IOException {
    try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
      return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md").map(PROJECT::resolve), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .flatMap(file -> BLOCK.matcher(read(file)).results())
          .flatMap(block -> COMMAND.matcher(block.group(1)).results())
          .map(command -> command.group(1).replaceAll("\\$\\([^)]*\\)", "x"))
          .map(command -> END.matcher(command).replaceFirst("").strip())
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
