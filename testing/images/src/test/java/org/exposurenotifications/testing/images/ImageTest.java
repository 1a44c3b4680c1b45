// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.exposurenotifications.testing.deployments.AppProcess;
import org.exposurenotifications.testing.deployments.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/operations/images.md promises of each image. */
final class ImageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PORT = Pattern.compile("on port (\\d+)");

  /** Least part of the classes of a start that come out of the start archive. */
  private static final double ARCHIVED = 0.9;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(App.class)
  void saysWhatItRunsAndAsWhom(App app) throws Exception {
    JsonNode config = image(app).config();
    assertThat(config.path("os").asText()).isEqualTo("linux");
    assertThat(config.path("architecture").asText()).isEqualTo("amd64");
    assertThat(config.path("created").asText()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(config.path("config").path("User").asText()).isEqualTo("65532:65532");
    assertThat(texts(config.path("config").path("Entrypoint")))
        .containsExactly("/opt/java/bin/java", "@/app/keyserver");
    assertThat(texts(config.path("config").path("Cmd"))).containsExactly("serve", "publish");
    assertThat(config.path("config").path("ExposedPorts").has("8080/tcp")).isTrue();
    assertThat(config.path("config").path("Volumes")).isEmpty();
    assertThat(config.path("config").path("Labels").path("org.opencontainers.image.title").asText())
        .isEqualTo("keyserver-" + app.key());
  }

  @ParameterizedTest
  @EnumSource(App.class)
  void holdsNothingThatAnIntruderCouldUseOrChange(App app) throws Exception {
    Path root = image(app).root();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> !each.equals(root)).toList()) {
        String name = "/" + root.relativize(file);
        int mode = (Integer) Files.getAttribute(file, "unix:mode");
        assertThat(Files.getAttribute(file, "unix:uid")).as(name).isEqualTo(0);
        assertThat(mode & 07000).as(name + " runs as its owner").isZero();
        assertThat((mode & 0022) == 0 || name.equals("/tmp")).as(name + " is writable").isTrue();
        assertThat(Files.isSymbolicLink(file)).as(name + " is a link").isFalse();
        if (Files.isRegularFile(file) && (mode & 0111) != 0) {
          assertThat(name)
              .isIn(
                  "/lib64/ld-linux-x86-64.so.2",
                  "/opt/java/bin/java",
                  "/opt/java/lib/jspawnhelper");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(App.class)
  void listsWhatItHolds(App app) throws Exception {
    Path sbom = image(app).root().resolve("app/sbom");
    JsonNode platform = JSON.readTree(sbom.resolve("platform.json").toFile());
    assertThat(components(platform)).anyMatch(each -> each.startsWith("libc6-"));
    assertThat(components(platform)).anyMatch(each -> each.startsWith("Eclipse Temurin-25."));
    JsonNode application = JSON.readTree(sbom.resolve("application.json").toFile());
    assertThat(application.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(application.path("metadata").path("component").path("name").asText())
        .isEqualTo("en-app-" + app.key());
    try (Stream<Path> jars = Files.list(sbom.resolveSibling("libs"))) {
      assertThat(components(application))
          .containsAll(
              jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", "")).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(App.class)
  void servesAndStops(App app) throws Exception {
    Container container = migrated(app);
    Map<String, String> variables = variables(app);
    long started = System.nanoTime();
    try (AppProcess serve = container.start(variables, "serve", "export", "cleanup")) {
      String port = serve.await(PORT);
      long milliseconds = (System.nanoTime() - started) / 1_000_000;
      try (AppProcess health = container.start(Map.of("PORT", port), "health")) {
        assertThat(health.exit()).as(health.output()).isZero();
      }
      Files.writeString(
          Path.of("target", app.key() + ".figures"),
          app.key()
              + ": %d bytes, serves after %d ms, resident %s%n"
                  .formatted(Files.size(tarball(app)), milliseconds, status(serve.pid(), "VmRSS")));
      assertThat(status(serve.pid(), "Uid")).matches("(65532\\s*)+");
      assertThat(status(serve.pid(), "CapEff")).matches("0+");
      assertThat(serve.terminate()).as(serve.output()).isEqualTo(143);
      assertThat(serve.output()).doesNotContain("WARN", "ERROR", "xception");
    }
  }

  @ParameterizedTest
  @EnumSource(App.class)
  void startsFromItsArchive(App app) throws Exception {
    Container container = migrated(app);
    Map<String, String> variables = variables(app);
    variables.put("JDK_JAVA_OPTIONS", "-Xlog:class+load=info");
    try (AppProcess serve = container.start(variables, "serve", "export", "cleanup")) {
      serve.await(PORT);
      assertThat(serve.terminate()).isEqualTo(143);
      List<String> loads =
          serve.lines().stream()
              .filter(line -> line.contains("[class,load]") && line.contains(" source: "))
              .toList();
      long archived =
          loads.stream().filter(line -> line.contains("source: shared objects file")).count();
      assertThat((double) archived / loads.size())
          .as("%s of %s classes", archived, loads.size())
          .isGreaterThan(ARCHIVED);
    }
  }

  private Container migrated(App app) throws Exception {
    var container = new Container(image(app));
    try (AppProcess migrate = container.start(variables(app), "migrate")) {
      assertThat(migrate.exit()).as(migrate.output()).isZero();
    }
    return container;
  }

  private Image image(App app) throws Exception {
    return Image.unpack(tarball(app), folder);
  }

  private static Path tarball(App app) {
    return Path.of("../../apps", app.key(), "target", "keyserver-" + app.key() + ".tar")
        .toAbsolutePath()
        .normalize();
  }

  private static Map<String, String> variables(App app) {
    var variables = new TreeMap<>(TestDatabase.variables());
    variables.put("PORT", "0");
    variables.put("JOB_TOKEN", "nobody-calls-a-job-in-this-test-0");
    variables.putAll(app.platform());
    return variables;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> components(JsonNode bill) {
    return StreamSupport.stream(bill.path("components").spliterator(), false)
        .map(each -> each.path("name").asText() + "-" + each.path("version").asText())
        .toList();
  }

  private static String status(long process, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
