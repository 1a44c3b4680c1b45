// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the documentation, whose fenced blocks are labelled. */
record Page(String text) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)\n```$");

  /** Reads from the folder beside this module. */
  static Page read(String name) {
    try {
      return new Page(Files.readString(Path.of("..", "docs", "protocol", name), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> labels() {
    return BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
  }

  /** The block's text, without the last line's end. */
  String block(String label) {
    return only(BLOCK, label).group(2);
  }

  /** What the pattern's group stands for in the only place that matches. */
  String prose(Pattern pattern) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    assertThat(found).as("%s", pattern).hasSize(1);
    return found.getFirst().group(1);
  }

  /** Changes the block a character at a time, and wants each change to be noticed. */
  void expectEveryCharacterToCount(String label, Consumer<Page> check) {
    MatchResult block = only(BLOCK, label);
    for (int at = block.start(2); at < block.end(2); at++) {
      StringBuilder changed = new StringBuilder(text);
      changed.setCharAt(at, (char) (text.charAt(at) ^ 1));
      assertThatThrownBy(() -> check.accept(new Page(changed.toString())))
          .as("%s, character %s", label, at - block.start(2))
          .isNotNull();
    }
  }

  private MatchResult only(Pattern pattern, String label) {
    List<MatchResult> found =
        pattern.matcher(text).results().filter(block -> block.group(1).equals(label)).toList();
    assertThat(found).as(label).hasSize(1);
    return found.getFirst();
  }
}
