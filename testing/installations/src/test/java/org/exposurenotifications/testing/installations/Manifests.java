// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.exposurenotifications.testing.standins.Tool;

/** What a cluster is told. */
record Manifests(List<JsonNode> documents) {
  /**
   * A template of pods.
   *
   * @param owner kind and name of who makes them
   */
  record Pod(String owner, JsonNode metadata, JsonNode spec) {
    List<JsonNode> containers() {
      return elements(spec.path("containers"));
    }

    /** Of the first container. */
    List<String> arguments() {
      return elements(containers().getFirst().path("args")).stream().map(JsonNode::asText).toList();
    }

    String component() {
      return metadata.at("/labels/app.kubernetes.io~1component").asText();
    }
  }

  /** What the chart makes of a platform's values, and of further options of Helm. */
  static Manifests render(String platform, String... options) {
    Tool.Outcome rendered = Chart.template(platform, options);
    if (rendered.exitCode() != 0) {
      throw new AssertionError(rendered.errors());
    }
    return parse(rendered.output());
  }

  private static Manifests parse(String yaml) {
    try (var values = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return new Manifests(
          values.readAll().stream().filter(document -> !document.isEmpty()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> ofKind(String kind) {
    return documents.stream().filter(node -> node.path("kind").asText().equals(kind)).toList();
  }

  JsonNode get(String kind, String name) {
    return ofKind(kind).stream()
        .filter(node -> name(node).equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no " + kind + " " + name));
  }

  List<Pod> pods() {
    return Stream.of(
            Map.entry("Deployment", "/spec/template"),
            Map.entry("Job", "/spec/template"),
            Map.entry("CronJob", "/spec/jobTemplate/spec/template"))
        .flatMap(kind ->
            ofKind(kind.getKey()).stream()
                .map(node ->
                    new Pod(
                        kind.getKey() + " " + name(node),
                        node.at(kind.getValue()).path("metadata"),
                        node.at(kind.getValue()).path("spec"))))
        .toList();
  }

  /** Of a pod's first container; what comes from a Secret has the value of {@code secret}. */
  Map<String, String> environment(Pod pod, String secret) {
    Map<String, String> variables = new TreeMap<>();
    JsonNode container = pod.containers().getFirst();
    for (JsonNode from : elements(container.path("envFrom"))) {
      get("ConfigMap", from.at("/configMapRef/name").asText())
          .path("data")
          .properties()
          .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
    }
    for (JsonNode variable : elements(container.path("env"))) {
      variables.put(variable.path("name").asText(), secret);
    }
    return variables;
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }
}
