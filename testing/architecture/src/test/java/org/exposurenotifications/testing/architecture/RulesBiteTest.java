// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds a class that breaks it, and says how. */
final class RulesBiteTest {
  private static final String EVERY_LIBRARY = "core.violations.UsesEveryLibrary";
  private static final String THIN_AIR = "core.violations.OutOfThinAir";
  private static final String TWO_THINGS = "core.violations.DoesTwoThings";
  private static final String KEY_UTILS = "core.violations.KeyUtils";
  private static final String RAW_PORT = "ports.violations.RawPort";
  private static final String RAW_VALUE = "ports.violations.RawValue";
  private static final String LEASES = "adapters.postgres.violations.PublicLeaseStore";
  private static final String THE_OTHERS = "adapters.onprem.violations.KnowsTheOthers";
  private static final String CARELESS = "testing.architecture.violations.Careless";

  static Stream<Arguments> bites() {
    return Stream.of(layers(), vendors(), ambient(), ports(), adapters(), style(), tests())
        .flatMap(topic -> topic);
  }

  @ParameterizedTest
  @MethodSource("bites")
  void aViolationIsFound(ArchRule rule, String text, String[] fixtures) throws Exception {
    Class<?>[] classes = new Class<?>[fixtures.length];
    for (int i = 0; i < fixtures.length; i++) {
      classes[i] = Class.forName(Project.ROOT + "." + fixtures[i]);
    }
    var imported = new ClassFileImporter().importClasses(classes);
    assertThat(imported).hasSameSizeAs(fixtures);
    assertThat(rule.evaluate(imported).getFailureReport().getDetails())
        .anySatisfy(violation -> assertThat(violation).contains(text));
  }

  @Test
  void everyRuleIsShownToBite() {
    assertThat(NamedRule.all())
        .allSatisfy(named ->
            assertThat(bites().map(bite -> bite.get()[0]))
                .as(named.name())
                .anyMatch(rule -> rule == named.rule()));
  }

  private static Stream<Arguments> layers() {
    return Stream.of(
        bite(
            LayerRules.PORTS_NEED_THE_JDK_ONLY,
            "SpeaksOfCore.report()> has return type <" + Project.ROOT + ".core.job.JobReport>",
            "ports.violations.SpeaksOfCore"),
        bite(
            LayerRules.CORE_NEEDS_PORTS_AND_PURE_LIBRARIES,
            "has parameter of type <org.slf4j.Logger>",
            EVERY_LIBRARY),
        bite(
            LayerRules.CORE_DOES_NO_IO,
            "calls method <java.nio.file.Files.readString(java.nio.file.Path)>",
            "core.violations.ReadsAFile"),
        bite(
            LayerRules.ADAPTERS_DO_NOT_MEET,
            "Slice onprem depends on Slice postgres",
            THE_OTHERS,
            LEASES),
        bite(
            LayerRules.DRIVEN_ADAPTERS_KNOW_PORTS_ONLY,
            "has type <" + Project.ROOT + ".core.job.JobReport>",
            THE_OTHERS),
        bite(
            LayerRules.ONLY_APPS_KNOW_APPS,
            "has return type <" + Project.ROOT + ".apps.runtime.Role>",
            "core.violations.KnowsAnAppAndTests"),
        bite(
            LayerRules.RUNTIME_KNOWS_NO_PLATFORM,
            "has return type <" + Project.ROOT + ".adapters.onprem.OnPremPlatform>",
            "apps.runtime.violations.KnowsAPlatform"),
        bite(
            LayerRules.THE_PHONE_KNOWS_FORMATS_ONLY,
            "has return type <" + Project.ROOT + ".core.publish.PublishKeys>",
            "apps.phone.violations.KnowsTheServer"),
        bite(
            LayerRules.NOTHING_SHIPS_TESTS,
            "has return type <" + Project.ROOT + ".testing.contracts.StoresContract>",
            "core.violations.KnowsAnAppAndTests"));
  }

  private static Stream<Arguments> vendors() {
    return Stream.of(
        bite(
            VendorRules.PROTOBUF,
            "has parameter of type <com.google.protobuf.ByteString>",
            EVERY_LIBRARY),
        bite(
            VendorRules.TINK, "has parameter of type <com.google.crypto.tink.Aead>", EVERY_LIBRARY),
        bite(
            VendorRules.GSON,
            "has parameter of type <com.google.gson.stream.JsonReader>",
            EVERY_LIBRARY),
        bite(VendorRules.DAGGER, "has parameter of type <dagger.Lazy>", EVERY_LIBRARY),
        bite(VendorRules.INJECTION, "is annotated with <jakarta.inject.Inject>", THE_OTHERS),
        bite(VendorRules.DATABASE, "has parameter of type <java.sql.Connection>", EVERY_LIBRARY),
        bite(
            VendorRules.EMBEDDED_DATABASE,
            "has parameter of type <io.zonky.test.db.postgres.embedded.EmbeddedPostgres>",
            EVERY_LIBRARY),
        bite(
            VendorRules.JETTY,
            "has parameter of type <org.eclipse.jetty.server.Server>",
            EVERY_LIBRARY),
        bite(
            VendorRules.JACKSON,
            "has parameter of type <com.fasterxml.jackson.core.JsonParser>",
            EVERY_LIBRARY),
        bite(
            VendorRules.COMMAND_LINE, "has parameter of type <picocli.CommandLine>", EVERY_LIBRARY),
        bite(VendorRules.LOGGING, "has parameter of type <org.slf4j.Logger>", EVERY_LIBRARY),
        bite(
            VendorRules.LOG_OUTPUT_AND_PROVIDERS,
            "has parameter of type <ch.qos.logback.classic.LoggerContext>",
            EVERY_LIBRARY));
  }

  private static Stream<Arguments> ambient() {
    return Stream.of(
        bite(
            AmbientRules.CLOCK,
            "OutOfThinAir.clock()> calls method <java.time.Instant.now()>",
            THIN_AIR),
        bite(
            AmbientRules.CLOCK,
            "OutOfThinAir.clockByReference()> references method <java.time.Instant.now()>",
            THIN_AIR),
        bite(AmbientRules.CLOCK, "calls method <java.lang.System.nanoTime()>", THIN_AIR),
        bite(AmbientRules.RANDOMNESS, "calls method <java.util.UUID.randomUUID()>", THIN_AIR),
        bite(
            AmbientRules.ENVIRONMENT,
            "calls method <java.lang.System.getenv(java.lang.String)>",
            THIN_AIR),
        bite(AmbientRules.PROCESS, "gets field <java.lang.System.out>", THIN_AIR),
        bite(AmbientRules.DEFAULTS, "calls method <java.util.Locale.getDefault()>", THIN_AIR),
        bite(AmbientRules.DEFAULTS, "calls method <java.lang.String.toLowerCase()>", THIN_AIR));
  }

  private static Stream<Arguments> ports() {
    return Stream.of(
        bite(
            PortRules.PORTS_HOLD_INTERFACES_AND_VALUES,
            "PlainClass is a plain class",
            "ports.violations.PlainClass"),
        bite(PortRules.PORTS_SPEAK_IN_VALUES, "RawPort.content() speaks of [B", RAW_PORT),
        bite(
            PortRules.PORTS_SPEAK_IN_VALUES,
            "RawPort.anything() speaks of java.util.Optional<java.lang.Object>",
            RAW_PORT),
        bite(
            PortRules.PORTS_SPEAK_IN_VALUES,
            "RawPort.put(java.util.Map) speaks of java.util.Map<java.lang.String, java.lang.Integer>",
            RAW_PORT),
        bite(
            PortRules.VALUES_HOLD_NO_ARRAYS,
            "RawValue.content> does have raw type an array",
            RAW_VALUE),
        bite(
            PortRules.TIME_HAS_ITS_OWN_TYPES,
            "RawValue.lifetimeSeconds is a time of type long",
            RAW_VALUE),
        bite(
            PortRules.PORTS_DECLARE_NO_CHECKED_EXCEPTION,
            "RawPort.write() declares java.io.IOException",
            RAW_PORT),
        bite(PortRules.NULL_STAYS_INSIDE, "RawPort.find takes or returns null", RAW_PORT),
        bite(
            PortRules.PLATFORMS_STAY_SMALL,
            "HugePlatform hands out 7 parts",
            "ports.violations.HugePlatform"));
  }

  private static Stream<Arguments> adapters() {
    return Stream.of(
        bite(AdapterRules.WORKERS_STAY_INSIDE, "PublicLeaseStore> has modifier PUBLIC", LEASES),
        bite(
            AdapterRules.FEW_PUBLIC_TYPES,
            "adapter postgres shows [PublicFailure, PublicLeaseStore, PublicSettings]",
            LEASES,
            "adapters.postgres.violations.PublicFailure",
            "adapters.postgres.violations.PublicSettings"),
        bite(
            AdapterRules.ADAPTERS_PASS_THE_CONTRACTS,
            "UntestedAttestation implements AttestationVerifierContract",
            "adapters.postgres.violations.UntestedAttestation"),
        bite(
            AdapterRules.FAILURES_ARE_THE_PORTS_OWN,
            "PublicFailure> is assignable to java.lang.Throwable",
            "adapters.postgres.violations.PublicFailure"));
  }

  private static Stream<Arguments> style() {
    return Stream.of(
        bite(StyleRules.NAMES_SAY_WHAT, "core.violations.KeyUtils>", KEY_UTILS),
        bite(
            StyleRules.NAMES_SAY_WHAT,
            "core.violations.AbstractKey>",
            "core.violations.AbstractKey"),
        bite(
            StyleRules.CLASSES_ARE_FINAL,
            "DoesTwoThings> does not have modifier FINAL",
            TWO_THINGS),
        bite(
            StyleRules.PUBLIC_ONLY_IF_USED,
            "DoesTwoThings is public, but only its own package uses it",
            TWO_THINGS),
        bite(
            StyleRules.USE_CASES_DO_ONE_THING,
            "DoesTwoThings has the public methods [run, stop]",
            TWO_THINGS),
        bite(StyleRules.USE_CASES_DO_NOT_CHANGE, "DoesTwoThings.runs> is not final", TWO_THINGS),
        bite(
            StyleRules.RECORDS_COPY_THEIR_COLLECTIONS,
            "RawValue copies 1 of its 2 collections",
            RAW_VALUE),
        bite(
            StyleRules.NO_CYCLES,
            "Cycle detected: Slice core.violations -> ",
            KEY_UTILS,
            "core.violations.other.UsedByKeyUtils"));
  }

  private static Stream<Arguments> tests() {
    return Stream.of(
        bite(
            TestRules.TESTS_ARE_NEVER_DISABLED,
            "testDisabled()> is annotated with <org.junit.jupiter.api.Disabled>",
            CARELESS),
        bite(
            TestRules.TESTS_ASSUME_NOTHING,
            "calls method <org.junit.jupiter.api.Assumptions.assumeTrue(boolean)>",
            CARELESS),
        bite(TestRules.TESTS_DO_NOT_SLEEP, "calls method <java.lang.Thread.sleep(long)>", CARELESS),
        bite(
            TestRules.RANDOM_TESTS_REPEAT_THEMSELVES,
            "calls constructor <java.util.Random.<init>()>",
            CARELESS),
        bite(TestRules.TEST_NAMES_ARE_SENTENCES, "Careless.testDisabled()>", CARELESS),
        bite(
            TestRules.TESTS_ARE_PACKAGE_PRIVATE,
            "Careless.sleepingTest()> has modifier PUBLIC",
            CARELESS));
  }

  private static Arguments bite(ArchRule rule, String text, String... fixtures) {
    return arguments(rule, text, fixtures);
  }
}
