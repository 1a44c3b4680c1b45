// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.server.Program;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What docs/operations/moving-from-the-go-server.md names is there, at the Go server and here. */
final class MovingPageTest {
  private static final Path PAGE = Project.file("docs/operations/moving-from-the-go-server.md");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");

  /** Maybe with a value; with an ellipsis it stands for all that begin so. */
  private static final Pattern NAME =
      Pattern.compile("(PORT|BLOBSTORE|[A-Z][A-Z0-9]*_[A-Z0-9_]*)(…|=\\S*)?");

  /** Read by no code of ours, but by that of Google. */
  private static final Set<String> GOOGLES = Set.of("GOOGLE_APPLICATION_CREDENTIALS");

  /** Of the same form: a state of files. */
  private static final String STATE = "DEL_PEND";

  private final Set<String> there = goServers();
  private final Set<String> here =
      Project.upperCaseTexts(
          Stream.of("runtime", "server", "gcp", "aws", "azure", "onprem")
              .map(app -> "apps/" + app));
  private final List<List<String>> table = environment();

  @Test
  void everyVariableOfTheGoServerIsDealtWith() {
    List<String> told = table.stream().flatMap(row -> names(row.get(0)).stream()).toList();
    assertThat(there).allMatch(name -> told.stream().anyMatch(each -> covers(each, name)));
  }

  @Test
  void eachVariableOfTheGoServerIsOneOfItsOwn() {
    assertThat(table)
        .allSatisfy(row ->
            assertThat(names(row.get(0)))
                .allMatch(each -> there.stream().anyMatch(name -> covers(each, name))));
  }

  @Test
  void whatIsTheSameIsReadHereAndNothingElseIs() {
    assertThat(table).hasSizeGreaterThan(20);
    for (List<String> row : table) {
      switch (row.get(1)) {
        case "same" -> assertThat(names(row.get(0))).allMatch(this::isReadHere);
        case "dropped", "not read" -> assertThat(names(row.get(0))).noneMatch(this::isReadHere);
        default -> {
          assertThat(row.get(0)).isEmpty();
          assertThat(names(row.get(1)))
              .isNotEmpty()
              .allMatch(this::isReadHere)
              .doesNotContainAnyElementsOf(there);
        }
      }
    }
  }

  @Test
  void noOtherNameIsMadeUp() {
    Set<String> rest = names(page());
    rest.remove(STATE);
    assertThat(rest)
        .contains("REFERENCE_DB_HOST", "REFERENCE_DB_SSLROOTCERT", "MAINTENANCE_MODE")
        .allMatch(each -> isReadHere(each) || there.stream().anyMatch(name -> covers(each, name)));
  }

  @Test
  void everyCommandIsOneOfTheProgram() {
    CommandLine program =
        Program.of(
                _ -> {
                  throw new AssertionError("nothing is started");
                })
            .commandLine();
    List<String> commands = commands(program);
    assertThat(commands)
        .contains("import-reference", "import-reference --dry-run", "serve publish", "migrate");
    assertThat(commands).allSatisfy(command -> requireCommand(program, command));
  }

  @Test
  void everyJobAndLinkIsThere() {
    Set<String> paths =
        SPAN.matcher(page())
            .results()
            .map(span -> span.group(1))
            .filter(span -> span.matches("/[a-z-]+"))
            .collect(Collectors.toSet());
    assertThat(paths).isNotEmpty().allMatch(path -> Job.of(path.substring(1)).isPresent());
    assertThat(Pattern.compile("]\\(([^)#]*)").matcher(page()).results().map(link -> link.group(1)))
        .isNotEmpty()
        .allMatch(link -> link.isEmpty() || Files.exists(PAGE.resolveSibling(link)));
  }

  private static void requireCommand(CommandLine program, String command) {
    CommandLine at = program;
    for (String word : command.split(" ", -1)) {
      if (word.startsWith("--")) {
        assertThat(at.getCommandSpec().optionsMap()).as(command).containsKey(word);
      } else if (at.getCommandName().equals("serve")) {
        assertThat(Arrays.stream(Role.values()).map(role -> role.name().toLowerCase(Locale.ROOT)))
            .as(command)
            .contains(word);
      } else if (at.getSubcommands().isEmpty()) {
        assertThat(at.getCommandSpec().positionalParameters()).as(command).isNotEmpty();
      } else {
        Optional<CommandLine> next = Optional.ofNullable(at.getSubcommands().get(word));
        assertThat(next).as(command).isPresent();
        at = next.orElseThrow();
      }
    }
  }

  /** Of spans and of lines of blocks: what follows the program's name, or begins with a command. */
  private static List<String> commands(CommandLine program) {
    Collection<String> first = program.getSubcommands().keySet();
    return Stream.concat(
            SPAN.matcher(page())
                .results()
                .map(span -> span.group(1))
                .filter(span -> first.contains(span.split(" ", 2)[0])),
            Stream.concat(page().lines(), SPAN.matcher(page()).results().map(span -> span.group(1)))
                .filter(text -> text.startsWith("keyserver ")))
        .map(text -> text.replaceFirst("^keyserver ", "").replaceFirst(" [#|>].*$", ""))
        .toList();
  }

  private boolean isReadHere(String each) {
    return GOOGLES.contains(each)
        || here.stream().anyMatch(name -> covers(each, name))
        || (each.startsWith("REFERENCE_DB_")
            && (each.endsWith("…") || here.contains(each.substring("REFERENCE_DB_".length()))));
  }

  private static boolean covers(String each, String name) {
    return each.endsWith("…")
        ? name.startsWith(each.substring(0, each.length() - 1))
        : name.equals(each);
  }

  /** Names of variables among the spans. */
  private static Set<String> names(String text) {
    return SPAN.matcher(text)
        .results()
        .map(span -> NAME.matcher(span.group(1)))
        .filter(name -> name.matches())
        .map(name -> name.group(1) + ("…".equals(name.group(2)) ? "…" : ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rows of the table, less its head. */
  private static List<List<String>> environment() {
    List<List<String>> rows = new ArrayList<>();
    page()
        .lines()
        .dropWhile(line -> !line.equals("## Environment"))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toList())
        .forEach(rows::add);
    return rows;
  }

  private static String page() {
    return Project.read(PAGE);
  }

  private static Set<String> goServers() {
    try (InputStream in = MovingPageTest.class.getResourceAsStream("go-server-environment.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
