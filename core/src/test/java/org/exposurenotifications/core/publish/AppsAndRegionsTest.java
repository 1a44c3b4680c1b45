// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.HEALTH_AUTHORITY_MISSING_REGION_CONFIG;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.REGION_NOT_AUTHORIZED;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.UNABLE_TO_LOAD_HEALTH_AUTHORITY;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.UNKNOWN_HEALTH_AUTHORITY_ID;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exposurenotifications.core.config.Registrations;
import org.exposurenotifications.core.config.StillLoading;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppsAndRegionsTest {
  private final PublishWorld world = new PublishWorld();

  @ParameterizedTest
  @ValueSource(strings = {"", "org.example", " org.example.app", "org.example.app "})
  void anUnknownAppIsRefused(String name) {
    assertThat(world.reason(form().app(name))).isEqualTo(UNKNOWN_HEALTH_AUTHORITY_ID);
  }

  @Test
  void theNameOfAnAppHasNoLetterCase() {
    assertThat(world.accepted(form().app("Org.Example.APP")).insertedExposures()).isOne();
  }

  @Test
  void anUnknownAppIsRefusedBeforeAnythingElseIsLookedAt() {
    assertThat(world.reason(everythingWrong().app("unknown")))
        .isEqualTo(UNKNOWN_HEALTH_AUTHORITY_ID);
  }

  @Test
  void regionsAreLookedAtBeforeTheCertificate() {
    world.register(PublishWorld.app("nowhere", false, false));

    assertThat(world.reason(everythingWrong().app("nowhere")))
        .isEqualTo(HEALTH_AUTHORITY_MISSING_REGION_CONFIG);
    assertThat(world.reason(everythingWrong().regions("CA"))).isEqualTo(REGION_NOT_AUTHORIZED);
    assertThat(world.reason(everythingWrong()))
        .isEqualTo(HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID);
  }

  @Test
  void aFailingLookupIsToldWithoutTheStoresWords() {
    ConfigurationStore broken =
        new ConfigurationStore() {
          @Override
          public Configuration load() {
            throw new PortFailure.Transient("10.1.2.3 refused user en", null);
          }

          @Override
          public void apply(Configuration changes) {
            throw new AssertionError("publishing registers nothing");
          }
        };

    PublishOutcome.Refused refused =
        PublishWorld.refused(world.publishKeys(world.ports.with(broken)).publish(form().request()));

    assertThat(refused.reason()).isEqualTo(UNABLE_TO_LOAD_HEALTH_AUTHORITY);
    assertThat(refused.message()).doesNotContain("10.1.2.3").doesNotContain("user");
    assertThat(world.stores.storedExposures()).isEmpty();
  }

  @Test
  void aNewAppCountsOnceTheCacheIsReloaded() {
    assertThat(world.reason(form().app("new"))).isEqualTo(UNKNOWN_HEALTH_AUTHORITY_ID);
    world.register(PublishWorld.app("new", false, false, "US"));

    world.clock.advance(Duration.ofSeconds(150).minusNanos(1));
    assertThat(world.reason(form().app("new"))).isEqualTo(UNKNOWN_HEALTH_AUTHORITY_ID);
    world.clock.advance(Duration.ofNanos(1));
    assertThat(world.accepted(form().app("new")).insertedExposures()).isOne();
  }

  /** The wire has an answer for a store that fails; one that is slow is only worth a retry. */
  @Test
  void whileTheFirstLoadHangsAnUploadIsRefusedForTheMoment() {
    PublishKeys cold =
        new PublishKeys(
            PublishSettings.DEFAULT,
            AttestationPolicy.OFF,
            new Registrations(
                world.ports.configuration(), _ -> {}, Duration.ofNanos(1), Duration.ofNanos(1)),
            world.tokens(world.ports),
            world.ports.exposures(),
            world.clock);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> cold.publish(form().request())).isInstanceOf(StillLoading.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(world.stores.storedExposures()).isEmpty();
  }

  @Test
  void withoutRegionsOfTheRequestTheAppsCount() {
    world.register(PublishWorld.app("two", false, false, "us", "CA"));

    assertThat(regionsOf(form().app("two"))).containsExactly("CA", "US");
  }

  @Test
  void anAppWithoutRegionsPublishesInTheDefaultOne() {
    PublishWorld withDefault = new PublishWorld(TestSettings.defaultRegion("AQ"));
    withDefault.register(PublishWorld.app("nowhere", false, false));
    UploadForm form = withDefault.upload(withDefault.key(1)).app("nowhere");

    assertThat(withDefault.accepted(form).insertedExposures()).isOne();
    assertThat(withDefault.onlyStored().regions()).containsExactly(new Region("AQ"));
    assertThat(withDefault.accepted(withDefault.upload(withDefault.key(2))).insertedExposures())
        .isOne();
    assertThat(withDefault.stores.storedExposures())
        .extracting(Exposure::regions)
        .contains(new TreeSet<>(List.of(new Region("US"))));
  }

  @Test
  void aRequestMayNameSomeOfTheAppsRegions() {
    world.register(PublishWorld.app("two", false, false, "US", "CA"));

    assertThat(regionsOf(form().app("two").regions("us"))).containsExactly("US");
    assertThat(world.reason(form().app("two").regions("US", "MX")))
        .isEqualTo(REGION_NOT_AUTHORIZED);
    assertThat(world.reason(form().app("two").regions("US", ""))).isEqualTo(REGION_NOT_AUTHORIZED);
  }

  @Test
  void anAppWithoutRegionsMayNameAny() {
    world.register(PublishWorld.app("nowhere", false, false));

    assertThat(regionsOf(form().app("nowhere").regions("mx", "CA"))).containsExactly("CA", "MX");
    assertThat(world.reason(form().app("nowhere").regions("M,X"))).isEqualTo(REGION_NOT_AUTHORIZED);
  }

  @Test
  void travelersAreMarked() {
    ClientKey home = world.key(1);
    ClientKey abroad = world.key(1);

    assertThat(world.accepted(world.upload(home)).insertedExposures()).isOne();
    assertThat(world.accepted(world.upload(abroad).traveler()).insertedExposures()).isOne();

    assertThat(world.stored(home).traveler()).isFalse();
    assertThat(world.stored(abroad).traveler()).isTrue();
  }

  private UploadForm form() {
    return world.upload(world.key(1));
  }

  /** Certificate, key and token. */
  private UploadForm everythingWrong() {
    return world.upload(new ClientKey("", 0, 0, -1)).uncertified().token("no token");
  }

  private Stream<String> regionsOf(UploadForm form) {
    assertThat(world.accepted(form).insertedExposures()).isOne();
    return world.onlyStored().regions().stream().map(Region::code);
  }
}
