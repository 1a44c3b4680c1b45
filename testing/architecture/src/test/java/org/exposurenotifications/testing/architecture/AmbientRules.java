// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.List;
import java.util.regex.Pattern;

/** What would come out of thin air, but has to be handed in. Method references count as calls. */
final class AmbientRules {
  static final ArchRule CLOCK =
      onlyAppsMay(
              "read the clock",
              "java\\.time\\.\\w+\\.now\\(.*",
              "java\\.time\\.Clock\\.(system|tick).*",
              "java\\.time\\.InstantSource\\.system\\(.*",
              "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(.*",
              "java\\.util\\.Date\\.<init>\\(.*",
              "java\\.util\\.Calendar\\.getInstance\\(.*")
          .because("tests set the time: take an InstantSource in the constructor, or an Instant");

  static final ArchRule RANDOMNESS =
      onlyAppsMay(
              "make random numbers",
              "java\\.security\\.SecureRandom\\.(<init>|getInstance).*",
              "java\\.lang\\.(Strict)?Math\\.random\\(.*",
              "java\\.util\\.UUID\\.randomUUID\\(.*",
              "java\\.util\\.(Split\\w+)?Random\\.<init>\\(.*",
              "java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(.*",
              "java\\.util\\.random\\.RandomGenerator\\w*\\.(of|getDefault).*")
          .because(
              "tests repeat themselves: take a RandomGenerator or SecureRandom in the constructor");

  static final ArchRule ENVIRONMENT =
      onlyAppsMay(
              "read the environment",
              "java\\.lang\\.System\\.(getenv|(get|set|clear)Propert(y|ies))\\(.*",
              "java\\.lang\\.(Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)\\(.*")
          .because(
              "settings come as a record, read once at the start: take that in the constructor");

  static final ArchRule PROCESS =
      onlyAppsMay(
              "use the console or end the process",
              "java\\.lang\\.System\\.(out|err|in|exit.*|console.*|set(Out|Err|In)\\(.*)",
              "java\\.lang\\.IO\\..*",
              ".*\\.printStackTrace\\(\\)",
              "java\\.lang\\.Runtime\\.(exit|halt)\\(.*")
          .because("a library neither prints nor exits: return it, or log it in an adapter");

  static final ArchRule DEFAULTS =
      noClasses()
          .should()
          .accessTargetWhere(
              reaching(
                  "use the machine's charset, locale or time zone",
                  "java\\.lang\\.String\\.(toLowerCase|toUpperCase|getBytes)\\(\\)",
                  "java\\.lang\\.String\\.<init>\\(\\[B(, int, int)?\\)",
                  "java\\.io\\.InputStreamReader\\.<init>\\(java\\.io\\.InputStream\\)",
                  "java\\.io\\.OutputStreamWriter\\.<init>\\(java\\.io\\.OutputStream\\)",
                  "java\\.nio\\.charset\\.Charset\\.defaultCharset\\(\\)",
                  "java\\.util\\.Locale\\.(getDefault|setDefault)\\(.*",
                  "java\\.util\\.TimeZone\\.(getDefault|setDefault)\\(.*",
                  "java\\.time\\.ZoneId\\.systemDefault\\(\\)"))
          .because("the same everywhere: say StandardCharsets.UTF_8, Locale.ROOT, ZoneOffset.UTC");

  private AmbientRules() {}

  private static ClassesShouldConjunction onlyAppsMay(String what, String... targets) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(Project.APPS, Project.TESTING)
        .should()
        .accessTargetWhere(reaching(what, targets));
  }

  private static DescribedPredicate<JavaAccess<?>> reaching(String what, String... targets) {
    List<Pattern> patterns = List.of(targets).stream().map(Pattern::compile).toList();
    return DescribedPredicate.describe(
        what,
        access -> patterns.stream().anyMatch(pattern -> pattern.matcher(name(access)).matches()));
  }

  private static String name(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String owner = target.getOwner().getName() + "." + target.getName();
    return target instanceof AccessTarget.CodeUnitAccessTarget unit
        ? owner
            + "("
            + String.join(
                ", ", unit.getRawParameterTypes().stream().map(JavaClass::getName).toList())
            + ")"
        : owner;
  }
}
