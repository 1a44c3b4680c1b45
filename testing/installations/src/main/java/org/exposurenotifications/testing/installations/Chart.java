// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.testing.standins.Tool;

/** The Helm chart, and the values that come with it. */
final class Chart {
  /** The oldest and the newest Kubernetes that it is checked for. */
  static final List<String> KUBERNETES = List.of("1.30", "1.37");

  static final String EVERYTHING =
      Project.file("testing/installations/src/test/resources/everything.yaml").toString();

  private Chart() {}

  /** Values files, by the name of what they are for. */
  static List<String> platforms() {
    return Project.names("apps/onprem/kubernetes", "values-(.+)\\.yaml");
  }

  /** The app that a values file is for. */
  static String app(String platform) {
    return platform.split("-", 2)[0];
  }

  static Tool.Outcome lint(String platform, String... options) {
    return helm(
        Stream.concat(
            Stream.of("lint", "--strict", "--quiet", "keyserver"), options(platform, options)));
  }

  static Tool.Outcome template(String platform, String... options) {
    return helm(
        Stream.concat(
            Stream.of("template", "keys", "keyserver", "--namespace", "en"),
            options(platform, options)));
  }

  private static Stream<String> options(String platform, String... options) {
    return Stream.concat(
        Stream.of(
            "--kube-version", KUBERNETES.getFirst(), "--values", "values-" + platform + ".yaml"),
        Stream.of(options));
  }

  private static Tool.Outcome helm(Stream<String> arguments) {
    return Tool.helm()
        .run(Project.file("apps/onprem/kubernetes"), Project.NO_VARIABLES, arguments.toList());
  }
}
