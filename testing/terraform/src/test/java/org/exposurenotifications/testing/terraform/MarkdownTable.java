// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Tables of a page, which say the same to people as the code does to machines. */
final class MarkdownTable {
  private MarkdownTable() {}

  /** The rows of the first table whose header begins with the column. */
  static List<Row> of(Path page, String firstColumn) {
    try {
      List<List<String>> rows =
          Files.readAllLines(page).stream()
              .dropWhile(line -> !line.startsWith("| " + firstColumn + " |"))
              .takeWhile(line -> line.startsWith("|"))
              .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
              .map(cells -> Arrays.stream(cells).map(String::strip).toList())
              .toList();
      if (rows.size() < 3) {
        throw new IllegalArgumentException("no table of " + firstColumn + " in " + page);
      }
      return rows.subList(2, rows.size()).stream()
          .map(row -> new Row(rows.getFirst(), row))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of a table. */
  record Row(List<String> header, List<String> cells) {
    /** By the header's words. */
    String cell(String column) {
      int index = header.indexOf(column);
      if (index < 0) {
        throw new IllegalArgumentException("no column " + column + " in " + header);
      }
      return cells.get(index);
    }
  }
}
