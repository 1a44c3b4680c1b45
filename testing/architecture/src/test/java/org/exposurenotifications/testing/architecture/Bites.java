// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** For each rule: what it says of which classes that break it. */
final class Bites {
  private static final String EVERY_LIBRARY = "core.violations.UsesEveryLibrary";
  private static final String THIN_AIR = "core.violations.OutOfThinAir";
  private static final String LEASES = "adapters.postgres.violations.PublicLeaseStore";
  private static final String THE_OTHERS = "adapters.onprem.violations.KnowsTheOthers";

  private Bites() {}

  static Stream<Arguments> all() {
    return Stream.of(layers(), vendors(), ambient(), ShapeBites.all()).flatMap(topic -> topic);
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
            LayerRules.THE_SHARED_COMMANDS_KNOW_NO_PLATFORM,
            "has return type <" + Project.ROOT + ".adapters.onprem.OnPremPlatform>",
            "apps.server.violations.KnowsAPlatform"),
        bite(
            LayerRules.DEPLOYMENTS_DO_NOT_MEET,
            "Slice aws depends on Slice gcp",
            "apps.aws.violations.KnowsAnotherCloud",
            "apps.gcp.violations.KnowsThePhone"),
        bite(
            LayerRules.DEPLOYMENTS_CARRY_NO_TOYS,
            "has return type <" + Project.ROOT + ".apps.phone.Phone>",
            "apps.gcp.violations.KnowsThePhone"),
        bite(
            LayerRules.THE_EMBEDDED_DATABASE_KNOWS_NO_SERVER,
            "has return type <" + Project.ROOT + ".apps.runtime.Role>",
            "apps.embedded.violations.KnowsTheServer"),
        bite(
            LayerRules.THE_PHONE_KNOWS_FORMATS_ONLY,
            "has return type <" + Project.ROOT + ".core.publish.PublishKeys>",
            "apps.phone.violations.KnowsTheServer"),
        bite(
            LayerRules.RUNTIME_KNOWS_NO_PLATFORM,
            "has return type <" + Project.ROOT + ".apps.phone.Phone>",
            "apps.runtime.violations.KnowsAPlatform"),
        bite(
            LayerRules.THE_PHONE_KNOWS_FORMATS_ONLY,
            "has return type <" + Project.ROOT + ".apps.runtime.KeyServer>",
            "apps.phone.violations.KnowsTheServer"),
        bite(
            LayerRules.CONTRACTS_KNOW_PORTS_ONLY,
            "has return type <" + Project.ROOT + ".adapters.memory.MemoryStores>",
            "testing.contracts.violations.KnowsAnAdapter"),
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
            VendorRules.VAULT,
            "has parameter of type <io.github.jopenlibs.vault.Vault>",
            EVERY_LIBRARY),
        bite(
            VendorRules.AWS_SDK,
            "has parameter of type <software.amazon.awssdk.services.s3.S3Client>",
            EVERY_LIBRARY),
        bite(
            VendorRules.AZURE_SDK,
            "has parameter of type <com.azure.storage.blob.BlobClient>",
            EVERY_LIBRARY),
        bite(
            VendorRules.GOOGLE_SDK,
            "has parameter of type <com.google.cloud.storage.Storage>",
            EVERY_LIBRARY),
        bite(
            VendorRules.GSON,
            "has parameter of type <com.google.gson.stream.JsonReader>",
            EVERY_LIBRARY),
        bite(VendorRules.DAGGER, "has parameter of type <dagger.Lazy>", EVERY_LIBRARY),
        bite(VendorRules.INJECTION, "is annotated with <jakarta.inject.Inject>", THE_OTHERS),
        bite(VendorRules.DATABASE, "has parameter of type <java.sql.Connection>", EVERY_LIBRARY),
        bite(
            VendorRules.EMBEDDED_DATABASE,
            "has parameter of type <org.exposurenotifications.apps.embedded.PostgresServer>",
            EVERY_LIBRARY),
        bite(
            VendorRules.ARCHIVES,
            "has parameter of type <org.apache.commons.compress.archivers.ArchiveEntry>",
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

  static Arguments bite(ArchRule rule, String text, String... fixtures) {
    return arguments(rule, text, fixtures);
  }
}
