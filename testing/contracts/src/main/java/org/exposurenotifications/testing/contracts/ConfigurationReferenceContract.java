// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.ExportConfig;
import org.junit.jupiter.api.Test;

/** The clauses of {@link ConfigurationStore} about what entries say of each other. */
public interface ConfigurationReferenceContract extends StoresUnderTest {
  @Test
  default void anAppOfAnUnknownAuthorityIsRefusedWithAllElse() {
    Configuration changes =
        new Configuration(
            List.of(Configurations.authority("known.example")),
            List.of(
                Configurations.app("app", "known.example"),
                Configurations.app("wrong.app", "unknown.example")),
            List.of(),
            List.of());
    assertRefused(changes, "unknown.example");
    assertThat(stores().configuration().load()).isEqualTo(Configuration.EMPTY);
  }

  @Test
  default void anExportOfAnUnknownSignerIsRefusedWithAllElse() {
    Configuration changes =
        new Configuration(
            List.of(Configurations.authority("known.example")),
            List.of(),
            List.of(),
            List.of(signed("wrong-export", Samples.BUCKET, "root", "unknown-signer")));
    assertRefused(changes, "unknown-signer");
    assertThat(stores().configuration().load()).isEqualTo(Configuration.EMPTY);
  }

  @Test
  default void whatWasRegisteredEarlierMayBeReferredTo() {
    stores()
        .configuration()
        .apply(
            new Configuration(
                List.of(Configurations.authority("known.example")),
                List.of(),
                List.of(Configurations.SIGNER_1),
                List.of()));
    AuthorizedApp app = Configurations.app("app", "known.example");
    ExportConfig export = signed("export", Samples.BUCKET, "root", "s1");
    stores()
        .configuration()
        .apply(new Configuration(List.of(), List.of(app), List.of(), List.of(export)));
    assertThat(stores().configuration().load().authorizedApps()).containsExactly(app);
    assertThat(stores().configuration().load().exportConfigs()).containsExactly(export);
  }

  @Test
  default void twoNewExportsOfOnePlaceAreRefused() {
    Configuration changes =
        exports(signed("one", Samples.BUCKET, "root/us"), signed("two", Samples.BUCKET, "root/us"));
    assertRefused(changes, "root/us");
    assertThat(stores().configuration().load()).isEqualTo(Configuration.EMPTY);
  }

  @Test
  default void aPlaceOfARegisteredExportIsRefusedWhateverTheCase() {
    ExportConfig one = signed("one", Samples.BUCKET, "root/us");
    stores().configuration().apply(exports(one));
    assertThatThrownBy(
            () -> stores().configuration().apply(exports(signed("two", Samples.BUCKET, "Root/US"))))
        .isInstanceOf(PortFailure.Permanent.class);
    assertThat(stores().configuration().load().exportConfigs()).containsExactly(one);
  }

  @Test
  default void anExportMayKeepItsPlaceAndShareARootInAnotherBucket() {
    ExportConfig one = signed("one", Samples.BUCKET, "root/us");
    ExportConfig two = signed("two", Samples.OTHER_BUCKET, "root/us");
    stores().configuration().apply(exports(one));
    stores().configuration().apply(exports(one, two));
    assertThat(stores().configuration().load().exportConfigs()).containsExactly(one, two);
  }

  private void assertRefused(Configuration changes, String mentioned) {
    assertThatThrownBy(() -> stores().configuration().apply(changes))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining(mentioned);
  }

  private static Configuration exports(ExportConfig... exports) {
    return new Configuration(List.of(), List.of(), List.of(), List.of(exports));
  }

  private static ExportConfig signed(String name, String bucket, String root, String... signers) {
    return Configurations.export(name, bucket, root, List.of(signers));
  }
}
