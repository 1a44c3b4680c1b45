// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceRulesTest {
  private static final String HEADER =
      """
      // SPDX-FileCopyrightText: The Exposure Notifications key server authors
      // SPDX-License-Identifier: Apache-2.0
      """;
  private static final Path FILE = Path.of("core/src/main/java/Some.java");

  @Test
  void everySourceFileKeepsTheRules() {
    assertThat(
            Project.sources().stream()
                .flatMap(file -> SourceRules.all(relative(file), Project.read(file))))
        .isEmpty();
  }

  @Test
  void mostFilesAreSmall() {
    List<Long> lengths =
        Project.sources().stream()
            .map(file -> Project.read(file).lines().count())
            .sorted()
            .toList();
    assertThat(lengths.get(lengths.size() / 2)).as("median").isLessThan(80);
    assertThat(lengths.get(lengths.size() * 9 / 10)).as("nine in ten").isLessThan(250);
  }

  @Test
  void everyModuleIsWalked() {
    assertThat(Project.MODULES).isNotEmpty();
    for (String module : Project.MODULES) {
      assertThat(Project.sources()).anyMatch(file -> file.startsWith(Project.folderOf(module)));
    }
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    assertThat(
            Project.sources().stream()
                .filter(file -> relative(file).toString().contains("src/main/"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .map(SourceRulesTest::relative))
        .isEmpty();
  }

  @Test
  void aFileOf401LinesIsTooLong() {
    assertThat(problems(FILE, HEADER + "\n".repeat(398))).isEmpty();
    assertThat(problems(FILE, HEADER + "\n".repeat(399)))
        .containsExactly(FILE + ": 401 lines; look for a class that wants to exist");
  }

  @Test
  void aBlobStoreOf150LinesIsTooLong() {
    Path store = Path.of("adapters/some/src/main/java/SomeBlobStore.java");
    assertThat(problems(store, HEADER + "\n".repeat(147))).isEmpty();
    assertThat(problems(store, HEADER + "\n".repeat(148)))
        .containsExactly(store + ": 150 lines; a blob store has less than 150");
    assertThat(Project.sources())
        .filteredOn(file -> relative(file).toString().contains("/src/main/"))
        .filteredOn(file -> file.getFileName().toString().endsWith("BlobStore.java"))
        .as("blob stores that are looked at")
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aFileWithoutLicenceIsFound() {
    assertThat(problems(FILE, "final class Some {}"))
        .containsExactly(FILE + ": begin with the two SPDX lines, as the other files do");
  }

  @Test
  void aPackageThatAllowsNullIsFound() {
    Path info = Path.of("core/src/main/java/package-info.java");
    assertThat(problems(info, HEADER + "/** Some. */\n@NullMarked\npackage some;")).isEmpty();
    assertThat(problems(info, HEADER + "/**\n * Some.\n */\n@NullMarked\npackage some;")).isEmpty();
    assertThat(problems(info, HEADER + "/** Some. */\npackage some;"))
        .containsExactly(info + ": say what the package is for, and mark it @NullMarked");
  }

  @Test
  void unfinishedWorkIsFound() {
    assertThat(problems(FILE, HEADER + "// TO" + "DO later"))
        .containsExactly(FILE + ": line 3: finish it, or put it into an issue");
  }

  @Test
  void anErrorThatIsCaughtAndNotThrownAgainIsFound() {
    String caught = HEADER + "    try {\n    } catch (%s e) {\n      log(e);\n%s    }\n";
    for (String type :
        List.of("Error", "RuntimeException | Error", "Throwable", "OutOfMemoryError")) {
      assertThat(problems(FILE, caught.formatted(type, "      throw e;\n"))).isEmpty();
      assertThat(problems(FILE, caught.formatted(type, "")))
          .containsExactly(
              FILE + ": line 4: throw the error again; after it, nothing can be relied on");
    }
    assertThat(problems(FILE, caught.formatted("RuntimeException", ""))).isEmpty();
    assertThat(problems(FILE, caught.formatted("KmsError", ""))).isEmpty();
  }

  @Test
  void aNumberInTheMachinesDigitsIsFound() {
    assertThat(problems(FILE, HEADER + "String.format(Locale.ROOT, \"%05d\", n)")).isEmpty();
    assertThat(problems(FILE, HEADER + "String.format(\n    Locale.ROOT,\n    \"%1$d\", n)"))
        .isEmpty();
    assertThat(problems(FILE, HEADER + "\"least(%1$s, %2$d)\"")).hasSize(1);
    assertThat(problems(FILE, HEADER + "\"%s-%05d.zip\""))
        .containsExactly(FILE + ": line 3: some locales have other digits; use %s, or Locale.ROOT");
  }

  private static List<String> problems(Path file, String text) {
    return SourceRules.all(file, text).toList();
  }

  private static Path relative(Path file) {
    return Project.root().relativize(file);
  }
}
