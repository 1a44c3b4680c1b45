// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.KeyFilter;

/** Fixed entries of the configuration. */
final class Configurations {
  static final SignatureInfo SIGNER_1 =
      new SignatureInfo(
          "s1", "key-1", "310", "v1", Optional.of(Samples.START), Optional.of(Samples.FAR));

  /** Two of each: the first with as much as may be, the second with as little. */
  static final Configuration FULL =
      new Configuration(
          List.of(
              new HealthAuthority(
                  "issuer-1",
                  "audience",
                  "Authority of Ü",
                  Optional.of(URI.create("https://issuer.example/jwks?x=1")),
                  List.of(key("v1", "one"))),
              authority("issuer-2")),
          List.of(
              new AuthorizedApp(
                  "app.one",
                  Samples.regions("US", "US-CA", "MX"),
                  Set.of("issuer-1", "issuer-2"),
                  true,
                  false),
              new AuthorizedApp("app.two", Samples.regions(), Set.of(), false, true)),
          List.of(
              SIGNER_1,
              new SignatureInfo("s2", "key-2", "", "", Optional.empty(), Optional.empty())),
          List.of(
              new ExportConfig(
                  "export-1",
                  Samples.BUCKET,
                  "exports/export-1",
                  Duration.ofMinutes(30),
                  "US",
                  new KeyFilter(
                      Samples.regions("US", "MX"), Samples.regions("CA", "DE"), true, false),
                  OptionalInt.empty(),
                  OptionalInt.of(7),
                  Samples.NOW,
                  Optional.of(Samples.FAR),
                  List.of("s2", "s1")),
              new ExportConfig(
                  "export-2",
                  Samples.BUCKET,
                  "exports/export-2",
                  Duration.ofHours(24),
                  "",
                  new KeyFilter(Samples.regions(), Samples.regions(), false, true),
                  OptionalInt.empty(),
                  OptionalInt.empty(),
                  Samples.START,
                  Optional.empty(),
                  List.of())));

  private Configurations() {}

  static HealthAuthority.Key key(String version, String pem) {
    return new HealthAuthority.Key(version, Samples.START, Optional.of(Samples.FAR), pem);
  }

  static HealthAuthority authority(String issuer, HealthAuthority.Key... keys) {
    return new HealthAuthority(issuer, "audience", "Name", Optional.empty(), List.of(keys));
  }

  static AuthorizedApp app(String name, String issuer) {
    return new AuthorizedApp(name, Samples.regions("US"), Set.of(issuer), false, false);
  }

  static ExportConfig export(String name, String bucket, String root, List<String> signers) {
    return new ExportConfig(
        name,
        bucket,
        root,
        Duration.ofHours(1),
        "US",
        Samples.filter("US"),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Samples.START,
        Optional.empty(),
        signers);
  }
}
