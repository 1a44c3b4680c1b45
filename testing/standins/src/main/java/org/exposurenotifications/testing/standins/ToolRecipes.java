// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.util.List;

/** Programs that check files for others, and end. Versions are pinned. */
final class ToolRecipes {
  /** By its own module's versions and checksums. */
  static final Recipe HELM =
      new Recipe(
          "helm 3.22.0",
          List.of(List.of("go", "version")),
          List.of(),
          List.of(
              List.of(
                  "sh",
                  "-c",
                  "GOBIN=$PWD go install -trimpath -ldflags=-s"
                      + " helm.sh/helm/v3/cmd/helm@v3.22.0")),
          launch(List.of("{tool}/helm"), List.of()));

  /** The package brings the schemas of Kubernetes 1.25 to 1.37. */
  static final Recipe KUBERNETES_VALIDATE =
      new Recipe(
          "kubernetes-validate 1.37.0",
          List.of(List.of("python3", "-m", "pip", "--version")),
          List.of("kubernetes-validate/requirements.txt"),
          List.of(
              List.of(
                  "python3",
                  "-m",
                  "pip",
                  "install",
                  "--target",
                  "site",
                  "-r",
                  "kubernetes-validate/requirements.txt")),
          launch(
              List.of("python3", "-m", "kubernetes_validate"), List.of("PYTHONPATH={tool}/site")));

  static final Recipe COMPOSE =
      new Recipe(
          "compose-go 2.16.2",
          List.of(List.of("go", "version")),
          List.of("compose/main.go", "compose/go.mod", "compose/go.sum"),
          List.of(
              List.of(
                  "go",
                  "build",
                  "-C",
                  "compose",
                  "-buildvcs=false",
                  "-trimpath",
                  "-ldflags=-s",
                  "-o",
                  "../load",
                  ".")),
          launch(List.of("{tool}/load"), List.of()));

  /** Comes with the operating system only, in the package systemd. */
  static final Recipe SYSTEMD_ANALYZE =
      new Recipe(
          "systemd-analyze",
          List.of(List.of("systemd-analyze", "--version")),
          List.of(),
          List.of(),
          launch(List.of("systemd-analyze"), List.of()));

  private ToolRecipes() {}

  private static Recipe.Launch launch(List<String> command, List<String> environment) {
    return new Recipe.Launch(command, environment, "");
  }
}
