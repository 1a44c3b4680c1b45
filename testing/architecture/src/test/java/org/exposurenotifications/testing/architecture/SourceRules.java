// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What only the text of a source file tells. Each rule answers with what is wrong, if anything. */
final class SourceRules {
  static final int LONGEST_FILE = 400;

  /** Exclusive: what every platform has to write should cost little. */
  static final int LONGEST_BLOB_STORE = 150;

  private static final List<String> HEADER =
      List.of(
          "// SPDX-FileCopyrightText: The Exposure Notifications key server authors",
          "// SPDX-License-Identifier: Apache-2.0");
  private static final Pattern UNFINISHED =
      Pattern.compile(".*\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b.*");
  private static final Pattern LOCAL_NUMBER =
      Pattern.compile(".*%([0-9]+\\$)?([-+0,(]*[0-9]*d|[0-9]*\\.[0-9]+f)\\b(?!\\{).*");

  /** A catch of an error of the virtual machine, and what is done about it. */
  private static final Pattern CAUGHT_ERROR =
      Pattern.compile(
          "^( *)(?:} )?catch \\([^)]*\\b(?:Throwable|Error|(?:VirtualMachine|OutOfMemory|StackOverflow|Linkage|Internal)Error)"
              + " \\w+\\) \\{\\n(.*?)\\n\\1}",
          Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern HANDED_ON =
      Pattern.compile(".*(throw |completeExceptionally\\(|\\.fail\\().*", Pattern.DOTALL);

  private SourceRules() {}

  static Stream<String> all(Path file, String text) {
    List<String> lines = text.lines().toList();
    return Stream.of(
            length(lines),
            blobStore(file, lines),
            header(lines),
            nullMarked(file, text),
            unfinished(lines),
            errors(file, text),
            numbers(file, lines))
        .flatMap(problems -> problems)
        .map(problem -> file + ": " + problem);
  }

  private static Stream<String> length(List<String> lines) {
    return lines.size() <= LONGEST_FILE
        ? Stream.empty()
        : Stream.of(lines.size() + " lines; look for a class that wants to exist");
  }

  private static Stream<String> blobStore(Path file, List<String> lines) {
    return !file.toString().matches("adapters/.*/src/main/.*BlobStore\\.java")
            || lines.size() < LONGEST_BLOB_STORE
        ? Stream.empty()
        : Stream.of(lines.size() + " lines; a blob store has less than " + LONGEST_BLOB_STORE);
  }

  private static Stream<String> header(List<String> lines) {
    return lines.size() >= HEADER.size() && lines.subList(0, HEADER.size()).equals(HEADER)
        ? Stream.empty()
        : Stream.of("begin with the two SPDX lines, as the other files do");
  }

  private static Stream<String> nullMarked(Path file, String text) {
    return !file.endsWith("package-info.java")
            || (text.contains("@NullMarked\npackage ") && text.contains("/**"))
        ? Stream.empty()
        : Stream.of("say what the package is for, and mark it @NullMarked");
  }

  private static Stream<String> unfinished(List<String> lines) {
    return matching(UNFINISHED, lines)
        .map(line -> "line " + line + ": finish it, or put it into an issue");
  }

  private static Stream<String> errors(Path file, String text) {
    return file.toString().matches("(ports|core|adapters|apps)\\b.*/src/main/.*")
        ? CAUGHT_ERROR
            .matcher(text)
            .results()
            .filter(caught -> !HANDED_ON.matcher(caught.group(2)).matches())
            .map(caught ->
                "line "
                    + text.substring(0, caught.end(1) + 1).lines().count()
                    + ": throw the error again; after it, nothing can be relied on")
        : Stream.empty();
  }

  private static Stream<String> numbers(Path file, List<String> lines) {
    return file.toString().matches(".*(core|ports|adapters)/.*src/main/.*")
        ? matching(LOCAL_NUMBER, lines)
            .filter(line -> !near(line, lines).contains("Locale.ROOT"))
            .map(
                line -> "line " + line + ": some locales have other digits; use %s, or Locale.ROOT")
        : Stream.empty();
  }

  /** The line and the one above, where the formatter may have left the locale. */
  private static String near(int line, List<String> lines) {
    return String.join("", lines.subList(Math.max(0, line - 2), line));
  }

  private static Stream<Integer> matching(Pattern pattern, List<String> lines) {
    return IntStream.range(0, lines.size())
        .filter(i -> pattern.matcher(lines.get(i)).matches())
        .mapToObj(i -> i + 1);
  }
}
