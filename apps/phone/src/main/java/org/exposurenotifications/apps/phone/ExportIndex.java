// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;

/**
 * A list of export files (export-and-operations.md 7.2).
 *
 * @param names in their order, as listed; paths from the top of the bucket
 * @param problems which rules of the format it breaks, a sentence each
 */
public record ExportIndex(List<String> names, List<String> problems) {
  /** Thousands of names; each becomes an object. */
  static final int MOST_BYTES = 1 << 20;

  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
  private static final Set<String> NO_PART = Set.of("", ".", "..");

  /** What may not stand for itself in an address. */
  private static final Pattern TO_BE_ENCODED = Pattern.compile("[^A-Za-z0-9._~!$&'()*+,;=:@/-]");

  public ExportIndex {
    names = List.copyOf(names);
    problems = List.copyOf(problems);
  }

  /** Takes what can be used of an index, whatever its faults. */
  public static ExportIndex parse(Bytes content) {
    String text = new String(content.toByteArray(), ISO_8859_1);
    List<String> lines = text.isEmpty() ? List.of() : Stream.of(text.split("\n", -1)).toList();
    List<String> names =
        lines.stream().map(String::strip).filter(ExportIndex::isName).distinct().toList();
    return new ExportIndex(names, problems(lines));
  }

  private static List<String> problems(List<String> lines) {
    List<String> problems = new ArrayList<>();
    if (!lines.stream().allMatch(ExportIndex::isName)) {
      problems.add(
          "a line is empty, has a character that is not visible ASCII, or leaves the bucket");
    }
    if (new LinkedHashSet<>(lines).size() < lines.size()) {
      problems.add("a line is there twice");
    }
    return problems;
  }

  private static boolean isName(String line) {
    return VISIBLE.matcher(line).matches()
        && Stream.of(line.split("/", -1)).noneMatch(NO_PART::contains);
  }

  /**
   * Where a file is. Names begin at the top of the bucket, as a rule some folders above the index;
   * where the index is not in the folder that the name tells, they begin beside it.
   */
  static URI locate(URI index, String name) {
    String encoded = encode(name);
    String sibling = encoded.substring(0, encoded.lastIndexOf('/') + 1) + "index.txt";
    String address = index.toString();
    int base =
        address.endsWith("/" + sibling)
            ? address.length() - sibling.length()
            : address.lastIndexOf('/') + 1;
    return URI.create(address.substring(0, base) + encoded);
  }

  private static String encode(String name) {
    return TO_BE_ENCODED
        .matcher(name)
        .replaceAll(found ->
            "%" + HexFormat.of().withUpperCase().toHexDigits((byte) found.group().charAt(0)));
  }
}
