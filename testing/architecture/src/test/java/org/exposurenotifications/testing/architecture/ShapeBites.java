// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static org.exposurenotifications.testing.architecture.Bites.bite;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The part of {@link Bites} on how ports, adapters, classes and tests look. */
final class ShapeBites {
  private static final String TWO_THINGS = "core.violations.DoesTwoThings";
  private static final String KEY_UTILS = "core.violations.KeyUtils";
  private static final String RAW_PORT = "ports.violations.RawPort";
  private static final String RAW_VALUE = "ports.violations.RawValue";
  private static final String LEASES = "adapters.postgres.violations.PublicLeaseStore";
  private static final String CARELESS = "testing.architecture.violations.Careless";

  private ShapeBites() {}

  static Stream<Arguments> all() {
    return Stream.of(ports(), adapters(), style(), tests()).flatMap(topic -> topic);
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
        bite(PortRules.VALUES_HOLD_NO_ARRAYS, "RawValue.content> has raw type an array", RAW_VALUE),
        bite(
            PortRules.TIME_HAS_ITS_OWN_TYPES,
            "RawValue.lifetimeSeconds is a time of type long",
            RAW_VALUE),
        bite(
            PortRules.TIME_HAS_ITS_OWN_TYPES,
            "RawPort.expire takes the time long afterSeconds",
            RAW_PORT),
        bite(
            PortRules.EVERY_PORT_HAS_A_CONTRACT,
            "RawPort has no " + Project.CONTRACTS + ".RawPortContract",
            RAW_PORT),
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
            "UntestedAttestation is a " + Project.CONTRACTS + ".AttestationVerifierContract",
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
        bite(
            StyleRules.USE_CASES_DO_NOT_CHANGE,
            "DoesTwoThings.runs> does not have modifier FINAL",
            TWO_THINGS),
        bite(
            StyleRules.RULES_SAY_WHAT_THEY_DO,
            "ForgetOldKeys does not begin with Drop|Adjust",
            "core.violations.KeyRule$ForgetOldKeys"),
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
            TestRules.TESTS_DO_NOT_SLEEP,
            "calls method <java.util.concurrent.TimeUnit.sleep(long)>",
            CARELESS),
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
}
