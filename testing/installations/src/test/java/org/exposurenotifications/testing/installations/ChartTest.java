// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.installations.Manifests.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exposurenotifications.apps.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart promises, on every platform, with little and with everything asked for. */
@Execution(ExecutionMode.CONCURRENT)
final class ChartTest {
  private static final Manifests PLAIN = Manifests.render("onprem-s3");
  private static final Manifests EVERYTHING =
      Manifests.render("onprem-s3", "--values", Chart.EVERYTHING);

  static Stream<Manifests> renderings() {
    return Stream.concat(Stream.of(EVERYTHING), Chart.platforms().stream().map(Manifests::render));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void noPodMayDoMoreThanItNeeds(Manifests manifests) {
    assertThat(manifests.pods())
        .isNotEmpty()
        .allSatisfy(pod -> {
          JsonNode ofPod = pod.spec().path("securityContext");
          assertThat(ofPod.path("runAsNonRoot").asBoolean()).isTrue();
          assertThat(ofPod.path("runAsUser").asInt()).isEqualTo(65532);
          assertThat(ofPod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
          assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true)).isFalse();
          assertThat(pod.spec().path("enableServiceLinks").asBoolean(true)).isFalse();
          assertThat(pod.containers())
              .isNotEmpty()
              .allSatisfy(container -> {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(context.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
                assertThat(context.at("/capabilities/add").isMissingNode()).isTrue();
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
                assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
              });
          assertThat(elements(pod.spec().path("volumes")))
              .noneMatch(volume -> volume.has("hostPath"))
              .anyMatch(volume -> volume.at("/emptyDir/medium").asText().equals("Memory"));
        });
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void whatAPodNamesIsThere(Manifests manifests) {
    Set<String> accounts = names(manifests, "ServiceAccount");
    Set<String> configMaps = names(manifests, "ConfigMap");
    assertThat(manifests.pods())
        .allSatisfy(pod -> {
          assertThat(accounts).contains(pod.spec().path("serviceAccountName").asText());
          assertThat(pod.containers())
              .flatMap(container -> elements(container.path("envFrom")))
              .isNotEmpty()
              .allSatisfy(
                  from -> assertThat(configMaps).contains(from.at("/configMapRef/name").asText()));
          Set<String> volumes = new TreeSet<>();
          elements(pod.spec().path("volumes"))
              .forEach(volume -> volumes.add(volume.path("name").asText()));
          assertThat(pod.containers())
              .flatMap(container -> elements(container.path("volumeMounts")))
              .extracting(mount -> mount.path("name").asText())
              .allMatch(volumes::contains);
        });
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void everyJobHasOneCronJobThatComesAsOftenAsItShould(Manifests manifests) {
    Map<List<String>, JsonNode> byArguments = new TreeMap<>(Comparator.comparing(List::toString));
    for (JsonNode cronJob : manifests.ofKind("CronJob")) {
      List<String> arguments =
          manifests.pods().stream()
              .filter(pod -> pod.owner().equals("CronJob " + Manifests.name(cronJob)))
              .findFirst()
              .orElseThrow()
              .arguments();
      assertThat(byArguments.put(arguments, cronJob)).isNull();
    }
    assertThat(byArguments).hasSize(Job.values().length);
    for (Job job : Job.values()) {
      JsonNode spec =
          Objects.requireNonNull(byArguments.get(List.of("run", job.text()))).path("spec");
      assertThat(Periods.ofCron(spec.path("schedule").asText())).isEqualTo(job.period());
      assertThat(spec.path("timeZone").asText()).isEqualTo("Etc/UTC");
      assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
      assertThat(spec.path("startingDeadlineSeconds").asLong())
          .isBetween(10L, job.period().toSeconds());
      assertThat(spec.at("/jobTemplate/spec/activeDeadlineSeconds").asInt()).isPositive();
      String account = spec.at("/jobTemplate/spec/template/spec/serviceAccountName").asText();
      assertThat(account).endsWith("-" + job.role().name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void serversDoTheJobsWhereTheyAreToldTo() {
    Manifests manifests =
        Manifests.render("onprem-s3", "--values", Chart.EVERYTHING, "--set", "jobs.by=Servers");
    assertThat(manifests.ofKind("CronJob")).isEmpty();
    assertThat(manifests.pods().stream().filter(pod -> pod.owner().startsWith("Deployment ")))
        .extracting(Manifests.Pod::arguments)
        .containsExactlyInAnyOrder(
            List.of("serve", "publish"),
            List.of("serve", "export", "--jobs"),
            List.of("serve", "cleanup", "--jobs"));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void serversAreProbedAndLeftTimeToFinish(Manifests manifests) {
    for (Manifests.Pod pod : manifests.pods()) {
      JsonNode container = pod.containers().getFirst();
      if (pod.owner().startsWith("Deployment ")) {
        assertThat(pod.arguments().subList(0, 2)).isEqualTo(List.of("serve", pod.component()));
        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health");
        // the health check waits 2 s for the database
        assertThat(container.at("/readinessProbe/timeoutSeconds").asInt()).isGreaterThan(2);
        int announced = container.at("/lifecycle/preStop/sleep/seconds").asInt();
        // requests 8 s, a job 5 s, and some for the rest
        assertThat(pod.spec().path("terminationGracePeriodSeconds").asInt())
            .isGreaterThanOrEqualTo(announced + 8 + 5 + 5);
        assertThat(
                manifests.get("PodDisruptionBudget", name(pod)).at("/spec/maxUnavailable").asInt())
            .isOne();
        assertThat(elements(pod.spec().path("topologySpreadConstraints"))).hasSize(2);
      } else {
        assertThat(container.has("livenessProbe")).isFalse();
        assertThat(pod.spec().path("restartPolicy").asText()).isEqualTo("Never");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void aServiceFindsItsServersAndNoJob(Manifests manifests) {
    for (JsonNode service : manifests.ofKind("Service")) {
      Map<String, String> selector = texts(service.at("/spec/selector"));
      assertThat(manifests.pods())
          .filteredOn(pod ->
              texts(pod.metadata().path("labels")).entrySet().containsAll(selector.entrySet()))
          .extracting(Manifests.Pod::owner)
          .containsExactly("Deployment " + Manifests.name(service));
    }
  }

  @Test
  void publishScales() {
    JsonNode scaler = PLAIN.get("HorizontalPodAutoscaler", "keys-keyserver-publish").path("spec");
    assertThat(scaler.at("/scaleTargetRef/name").asText()).isEqualTo("keys-keyserver-publish");
    assertThat(scaler.path("minReplicas").asInt()).isGreaterThan(1);
    assertThat(PLAIN.get("Deployment", "keys-keyserver-publish").path("spec").has("replicas"))
        .isFalse();
    Manifests fixed = Manifests.render("onprem-s3", "--set", "publish.autoscaling.enabled=false");
    assertThat(fixed.ofKind("HorizontalPodAutoscaler")).isEmpty();
    assertThat(fixed.get("Deployment", "keys-keyserver-publish").at("/spec/replicas").asInt())
        .isEqualTo(2);
  }

  @Test
  void theWorldReachesUploadsOnly() {
    assertThat(paths(PLAIN)).containsExactly("Exact /v1/publish keys-keyserver-publish");
    assertThat(paths(EVERYTHING))
        .containsExactly(
            "Exact /v1/publish keys-keyserver-publish", "Exact / keys-keyserver-publish");
    assertThat(Chart.platforms())
        .allSatisfy(platform ->
            assertThat(paths(Manifests.render(platform)))
                .containsExactly("Exact /v1/publish keys-keyserver-publish"));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void whatIsNotNamedIsDenied(Manifests manifests) {
    JsonNode all = manifests.get("NetworkPolicy", "keys-keyserver").path("spec");
    assertThat(all.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    assertThat(all.has("ingress")).isFalse();
    assertThat(manifests.pods())
        .allSatisfy(pod ->
            assertThat(texts(pod.metadata().path("labels")).entrySet())
                .containsAll(texts(all.at("/podSelector/matchLabels")).entrySet()));
    assertThat(elements(all.path("egress")))
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(elements(rule.path("to"))).isNotEmpty();
          assertThat(elements(rule.path("ports"))).isNotEmpty();
        });
    // it runs before that policy is there, under one of its own
    JsonNode migrate = manifests.get("NetworkPolicy", "keys-keyserver-migrate").path("spec");
    assertThat(migrate.path("egress")).isEqualTo(all.path("egress"));
  }

  @Test
  void onlyWhoIsNamedReachesJobEndpoints() {
    Manifests nobody =
        Manifests.render(
            "onprem-s3",
            "--values",
            Chart.EVERYTHING,
            "--set",
            "networkPolicy.jobsFrom=null,serviceMonitor.enabled=false");
    assertThat(names(nobody, "NetworkPolicy"))
        .containsExactly("keys-keyserver", "keys-keyserver-migrate", "keys-keyserver-publish");
    assertThat(EVERYTHING.get("NetworkPolicy", "keys-keyserver-export").at("/spec/ingress"))
        .hasToString(
            "[{\"from\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"scheduler\"}}},"
                + "{\"namespaceSelector\":{\"matchLabels\":"
                + "{\"kubernetes.io/metadata.name\":\"monitoring\"}}}],"
                + "\"ports\":[{\"protocol\":\"TCP\",\"port\":\"http\"}]}]");
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void theTablesComeBeforeEverythingElse(Manifests manifests) {
    Map<String, String> weights = new TreeMap<>();
    for (JsonNode document : manifests.documents()) {
      JsonNode hook = document.at("/metadata/annotations/helm.sh~1hook");
      if (Manifests.name(document).equals("keys-keyserver-migrate")) {
        assertThat(hook.asText()).isEqualTo("pre-install,pre-upgrade");
        weights.put(
            document.path("kind").asText(),
            document.at("/metadata/annotations/helm.sh~1hook-weight").asText());
      } else {
        assertThat(hook.asText()).isIn("", "post-install,post-upgrade");
      }
    }
    assertThat(weights)
        .isEqualTo(
            Map.of(
                "ServiceAccount", "-10", "ConfigMap", "-10", "NetworkPolicy", "-10", "Job", "0"));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void noSecretIsInTheChart(Manifests manifests) {
    assertThat(manifests.ofKind("Secret")).isEmpty();
    Set<String> secret =
        Set.of("DB_PASSWORD", "JOB_TOKEN", "REVISION_TOKEN_AAD", "AWS_SECRET_ACCESS_KEY");
    assertThat(manifests.ofKind("ConfigMap"))
        .flatMap(map -> map.path("data").properties())
        .filteredOn(entry -> secret.contains(entry.getKey()))
        .allMatch(entry -> entry.getValue().asText().startsWith("secret://"));
  }

  @Test
  void nobodyIsScrapedUnlessAskedFor() {
    assertThat(PLAIN.ofKind("ServiceMonitor")).isEmpty();
    JsonNode monitor = EVERYTHING.get("ServiceMonitor", "keys-keyserver");
    assertThat(monitor.path("apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
    assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    JsonNode endpoint = monitor.at("/spec/endpoints/0");
    Map<String, String> selector = texts(monitor.at("/spec/selector/matchLabels"));
    assertThat(EVERYTHING.ofKind("Service"))
        .isNotEmpty()
        .allSatisfy(service -> {
          assertThat(texts(service.at("/metadata/labels")).entrySet())
              .containsAll(selector.entrySet());
          assertThat(service.at("/spec/ports/0/name")).isEqualTo(endpoint.path("port"));
        });
    assertThat(endpoint.path("path").asText()).isEqualTo("/metrics");
  }

  /** Load balancers of Google and Amazon have no setting for it. */
  @Test
  void ingressControllersBufferWholeUploads() {
    for (String platform : Chart.platforms()) {
      JsonNode ingress = Manifests.render(platform).ofKind("Ingress").getFirst();
      String controller = ingress.at("/spec/ingressClassName").asText();
      Map<String, String> annotations = texts(ingress.at("/metadata/annotations"));
      if (Set.of("nginx", "webapprouting.kubernetes.azure.com").contains(controller)) {
        assertThat(annotations)
            .as(platform)
            .containsEntry("nginx.ingress.kubernetes.io/proxy-request-buffering", "on")
            .containsEntry("nginx.ingress.kubernetes.io/client-body-buffer-size", "64k");
      } else {
        assertThat(platform).isIn("gcp", "aws");
      }
    }
  }

  private static List<String> paths(Manifests manifests) {
    List<String> paths = new ArrayList<>();
    for (JsonNode ingress : manifests.ofKind("Ingress")) {
      assertThat(ingress.at("/spec/defaultBackend").isMissingNode()).isTrue();
      for (JsonNode rule : elements(ingress.at("/spec/rules"))) {
        for (JsonNode path : elements(rule.at("/http/paths"))) {
          paths.add(
              String.join(
                  " ",
                  path.path("pathType").asText(),
                  path.path("path").asText(),
                  path.at("/backend/service/name").asText()));
        }
      }
    }
    return paths;
  }

  private static Set<String> names(Manifests manifests, String kind) {
    Set<String> names = new TreeSet<>();
    manifests.ofKind(kind).forEach(document -> names.add(Manifests.name(document)));
    return names;
  }

  private static String name(Manifests.Pod pod) {
    return pod.owner().substring(pod.owner().indexOf(' ') + 1);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
