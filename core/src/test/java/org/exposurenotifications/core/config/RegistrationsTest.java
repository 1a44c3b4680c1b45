// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.adapters.memory.MemoryStores;
import org.exposurenotifications.core.fixtures.Waiting;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.exposure.Region;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T22:04:30Z");
  private static final Duration APP_AGE = Duration.ofMinutes(5);
  private static final Duration AUTHORITY_AGE = Duration.ofMinutes(2);
  private static final String ISSUER = "gov.example.doh";

  private final Counting store = new Counting(new MemoryStores().configuration());
  private final Registrations registrations =
      new Registrations(store, Runnable::run, APP_AGE, AUTHORITY_AGE);

  RegistrationsTest() {
    register(List.of(authority(ISSUER)), app("org.example.App", ISSUER));
  }

  @Test
  void appsAreFoundInWhateverLetterCase() {
    for (String name : List.of("org.example.app", "org.example.App", "ORG.EXAMPLE.APP")) {
      assertThat(registrations.app(name, NOW))
          .hasValueSatisfying(app -> assertThat(app.name()).isEqualTo("org.example.app"));
    }
    assertThat(store.loads).hasValue(1);
  }

  @Test
  void otherwiseNamesAreTakenLiterally() {
    for (String name : List.of("", " org.example.app", "org.example.app ", "org.example")) {
      assertThat(registrations.app(name, NOW)).isEmpty();
    }
    assertThat(registrations.authority(ISSUER, NOW)).isPresent();
    for (String issuer : List.of("", "GOV.example.doh", ISSUER + " ", "gov.example")) {
      assertThat(registrations.authority(issuer, NOW)).isEmpty();
    }
  }

  @Test
  void unknownNamesCauseNoLoads() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(registrations.app("app" + i, NOW.plusMillis(i))).isEmpty();
      assertThat(registrations.authority("issuer" + i, NOW.plusMillis(i))).isEmpty();
    }
    assertThat(store.loads).hasValue(1);
  }

  @Test
  void aNewAppIsSeenAfterHalfTheAge() {
    assertThat(registrations.app("new", NOW)).isEmpty();
    register(List.of(), app("new", ISSUER));

    assertThat(registrations.app("new", NOW.plus(APP_AGE.dividedBy(2)).minusNanos(1))).isEmpty();
    assertThat(registrations.app("new", NOW.plus(APP_AGE.dividedBy(2)))).isPresent();
    assertThat(store.loads).hasValue(2);
  }

  @Test
  void aNewAuthorityIsSeenAfterHalfTheAge() {
    assertThat(registrations.authority("new", NOW)).isEmpty();
    register(List.of(authority("new")));

    assertThat(registrations.authority("new", NOW.plus(AUTHORITY_AGE.dividedBy(2)).minusNanos(1)))
        .isEmpty();
    assertThat(registrations.authority("new", NOW.plus(AUTHORITY_AGE.dividedBy(2)))).isPresent();
    assertThat(store.loads).hasValue(2);
  }

  @Test
  void oneLoadServesBoth() {
    assertThat(registrations.app("new", NOW)).isEmpty();
    register(List.of(authority("new")), app("new", "new"));
    assertThat(registrations.authority("new", NOW.plus(AUTHORITY_AGE))).isPresent();

    assertThat(registrations.app("new", NOW.plus(AUTHORITY_AGE))).isPresent();
    assertThat(store.loads).hasValue(2);
  }

  @Test
  void withoutAgeTheStoreIsAskedEachTime() {
    Registrations impatient = new Registrations(store, Runnable::run, Duration.ZERO, Duration.ZERO);
    assertThat(impatient.app("new", NOW)).isEmpty();
    register(List.of(), app("new", ISSUER));

    assertThat(impatient.app("new", NOW)).isPresent();
    assertThat(impatient.authority(ISSUER, NOW)).isPresent();
    assertThat(store.loads).hasValue(3);
  }

  @Test
  void aFailureOfTheStoreIsHandedOnAndNotKept() {
    PortFailure failure = new PortFailure.Transient("no database", null);
    store.failure = Optional.of(failure);
    assertThatThrownBy(() -> registrations.app("org.example.app", NOW)).isSameAs(failure);
    assertThatThrownBy(() -> registrations.authority(ISSUER, NOW)).isSameAs(failure);

    store.failure = Optional.empty();
    assertThat(registrations.app("org.example.app", NOW)).isPresent();
    assertThat(registrations.authority(ISSUER, NOW)).isPresent();
  }

  @Test
  void aStoreThatHangsHoldsUpNobodyUntilTwiceTheAge() {
    List<Runnable> hanging = new ArrayList<>();
    Registrations patient =
        new Registrations(
            store,
            load -> {
              if (store.loads.get() == 0) {
                load.run();
              } else {
                hanging.add(load);
              }
            },
            APP_AGE,
            AUTHORITY_AGE);
    Instant last = NOW.plus(APP_AGE).plus(APP_AGE).minusNanos(1);

    for (Instant now = NOW; now.isBefore(last); now = now.plusSeconds(20)) {
      assertThat(patient.app("org.example.app", now)).isPresent();
    }
    assertThat(patient.app("org.example.app", last)).isPresent();
    assertThat(hanging).hasSize(1);
    hanging.getFirst().run();
    assertThat(patient.app("org.example.app", last.plusNanos(1))).isPresent();
  }

  @Test
  void ofACrowdAtTheFirstLoadAllButAFewAreRefusedAtOnce() {
    List<Runnable> hanging = new ArrayList<>();
    Registrations cold = new Registrations(store, hanging::add, APP_AGE, AUTHORITY_AGE);
    List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    for (int caller = 0; caller < 500; caller++) {
      CompletableFuture<Boolean> answer = new CompletableFuture<>();
      answers.add(answer);
      Waiting.until(
          Thread.startVirtualThread(() -> {
            try {
              answer.complete(cold.app("org.example.app", NOW).isPresent());
            } catch (StillLoading refused) {
              answer.completeExceptionally(refused);
            }
          }));
    }
    assertThat(answers.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(436);
    assertThat(hanging).hasSize(1);

    hanging.getFirst().run();
    assertThat(answers.stream().limit(64)).allSatisfy(answer -> assertThat(answer.join()).isTrue());
    assertThat(cold.app("org.example.app", NOW)).isPresent();
  }

  @Test
  void anAuthorityWithABrokenKeyLeavesEverybodyElseAlone() {
    HealthAuthority.Key broken =
        new HealthAuthority.Key(
            "v1", NOW, Optional.empty(), "-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----");
    register(
        List.of(
            new HealthAuthority("broken", "server", "Health", Optional.empty(), List.of(broken))));

    assertThat(registrations.authority("broken", NOW)).isPresent();
    assertThat(registrations.authority(ISSUER, NOW)).isPresent();
    assertThat(registrations.app("org.example.app", NOW)).isPresent();
  }

  private void register(List<HealthAuthority> authorities, AuthorizedApp... apps) {
    store.apply(new Configuration(authorities, List.of(apps), List.of(), List.of()));
  }

  private static AuthorizedApp app(String name, String issuer) {
    return new AuthorizedApp(
        name, new TreeSet<>(Set.of(new Region("US"))), Set.of(issuer), false, false);
  }

  private static HealthAuthority authority(String issuer) {
    return new HealthAuthority(issuer, "server", "Health", Optional.empty(), List.of());
  }

  private static final class Counting implements ConfigurationStore {
    private final ConfigurationStore store;
    private final AtomicInteger loads = new AtomicInteger();
    private Optional<PortFailure> failure = Optional.empty();

    private Counting(ConfigurationStore store) {
      this.store = store;
    }

    @Override
    public Configuration load() {
      loads.incrementAndGet();
      failure.ifPresent(reason -> {
        throw reason;
      });
      return store.load();
    }

    @Override
    public void apply(Configuration changes) {
      store.apply(changes);
    }
  }
}
