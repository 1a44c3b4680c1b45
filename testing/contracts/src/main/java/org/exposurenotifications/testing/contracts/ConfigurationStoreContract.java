// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.junit.jupiter.api.Test;

/** The clauses of {@link ConfigurationStore}. */
public interface ConfigurationStoreContract extends ConfigurationReferenceContract {
  @Test
  default void nothingIsRegisteredAtFirst() {
    assertThat(load()).isEqualTo(Configuration.EMPTY);
  }

  @Test
  default void everythingRegisteredIsKept() {
    Configuration full = Configurations.FULL;
    stores().configuration().apply(full);
    assertThat(load().healthAuthorities()).isEqualTo(full.healthAuthorities());
    assertThat(load().authorizedApps()).isEqualTo(full.authorizedApps());
    assertThat(load().signatureInfos()).isEqualTo(full.signatureInfos().reversed());
    assertThat(load().exportConfigs()).isEqualTo(full.exportConfigs());
  }

  @Test
  default void registeringAgainChangesNothing() {
    stores().configuration().apply(Configurations.FULL);
    Configuration once = load();
    stores().configuration().apply(Configurations.FULL);
    assertThat(load()).isEqualTo(once);
  }

  @Test
  default void whatIsNotNamedStays() {
    stores().configuration().apply(Configurations.FULL);
    Configuration before = load();
    stores().configuration().apply(Configuration.EMPTY);
    assertThat(load()).isEqualTo(before);
  }

  @Test
  default void whatIsNamedAgainIsReplaced() {
    stores().configuration().apply(Configurations.FULL);
    AuthorizedApp app = new AuthorizedApp("App.One", Samples.regions("FR"), Set.of(), false, true);
    SignatureInfo signer =
        new SignatureInfo("s1", "key-9", "999", "v9", Optional.empty(), Optional.of(Samples.NOW));
    ExportConfig export = Samples.export("export-1", Samples.filter("FR"));
    stores()
        .configuration()
        .apply(new Configuration(List.of(), List.of(app), List.of(signer), List.of(export)));
    assertThat(load().authorizedApps()).contains(app).hasSize(2);
    assertThat(load().signatureInfos()).contains(signer).hasSize(2);
    assertThat(load().exportConfigs()).contains(export).hasSize(2);
  }

  @Test
  default void keysOfOtherVersionsOfAnAuthorityStay() {
    HealthAuthority.Key one = Configurations.key("v1", "one");
    HealthAuthority.Key two = Configurations.key("v2", "two");
    HealthAuthority.Key changed = Configurations.key("v2", "changed");
    HealthAuthority.Key three = Configurations.key("v3", "three");
    apply(Configurations.authority("a.example", one, two));
    HealthAuthority renamed =
        new HealthAuthority(
            "a.example",
            "new-audience",
            "New name",
            Optional.of(URI.create("https://a.example/jwks")),
            List.of(changed, three));
    apply(renamed);
    assertThat(load().healthAuthorities())
        .singleElement()
        .satisfies(authority -> {
          assertThat(authority.keys()).containsExactlyInAnyOrder(one, changed, three);
          assertThat(authority.audience()).isEqualTo("new-audience");
          assertThat(authority.name()).isEqualTo("New name");
          assertThat(authority.jwksUri()).isEqualTo(renamed.jwksUri());
        });
  }

  @Test
  default void theNewestRegisteredSignatureInfoComesFirst() {
    apply(signer("m"), signer("z"));
    apply(signer("a"));
    assertThat(load().signatureInfos())
        .extracting(SignatureInfo::id)
        .containsExactly("a", "z", "m");
  }

  @Test
  default void entriesComeInTheOrderOfTheirNames() {
    for (String name : List.of("c", "a", "b")) {
      ExportConfig export = Samples.export("export-" + name, Samples.filter("US"));
      AuthorizedApp app = Configurations.app("app-" + name, "issuer-" + name);
      stores()
          .configuration()
          .apply(
              new Configuration(
                  List.of(Configurations.authority("issuer-" + name)),
                  List.of(app),
                  List.of(),
                  List.of(export)));
    }
    assertThat(load().healthAuthorities())
        .extracting(HealthAuthority::issuer)
        .containsExactly("issuer-a", "issuer-b", "issuer-c");
    assertThat(load().authorizedApps())
        .extracting(AuthorizedApp::name)
        .containsExactly("app-a", "app-b", "app-c");
    assertThat(load().exportConfigs())
        .extracting(ExportConfig::name)
        .containsExactly("export-a", "export-b", "export-c");
  }

  @Test
  default void changesMadeAtOnceAreAllKept() {
    List<Boolean> _ =
        Race.of(
            8,
            i -> {
              apply(Configurations.authority("issuer-" + i % 4, Configurations.key("v" + i, "k")));
              return true;
            });
    assertThat(load().healthAuthorities()).hasSize(4);
    assertThat(load().healthAuthorities().stream().flatMap(a -> a.keys().stream()))
        .extracting(HealthAuthority.Key::version)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 8).mapToObj(i -> "v" + i).toList());
  }

  private Configuration load() {
    return stores().configuration().load();
  }

  private void apply(HealthAuthority authority) {
    stores()
        .configuration()
        .apply(new Configuration(List.of(authority), List.of(), List.of(), List.of()));
  }

  private void apply(SignatureInfo... signers) {
    stores()
        .configuration()
        .apply(new Configuration(List.of(), List.of(), List.of(signers), List.of()));
  }

  private static SignatureInfo signer(String id) {
    return new SignatureInfo(id, "key", "", "", Optional.empty(), Optional.empty());
  }
}
