// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program {@code terraform}, in a folder of its own that holds a copy of the files. */
final class Terraform {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Path configuration;
  private final Path data;

  private Terraform(Path folder, Path configuration, Path data) {
    this.folder = folder;
    this.configuration = configuration;
    this.data = data;
  }

  /**
   * Copies files, and lets Terraform find their providers. Nothing is fetched.
   *
   * @param empty where the copy goes
   */
  static Terraform in(Path empty, List<Path> files, Providers providers)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectory(empty.resolve("module"));
    for (Path file : files) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    Path configuration = Files.writeString(empty.resolve("cli.rc"), providers.configuration());
    // it holds links out of itself, which JUnit does not like in a folder that it removes
    Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "terraform-");
    var terraform = new Terraform(folder, configuration, data);
    terraform.run("init", "-backend=false", "-input=false", "-no-color");
    return terraform;
  }

  /** What is wrong with the files, each with its place; empty if they are valid. */
  List<String> problems() throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(output(List.of(0, 1), "validate", "-json"));
    var problems = new ArrayList<String>();
    answer
        .required("diagnostics")
        .forEach(each ->
            problems.add(
                "%s:%s: %s %s"
                    .formatted(
                        each.at("/range/filename").asText(),
                        each.at("/range/start/line").asText(),
                        each.required("summary").asText(),
                        each.path("detail").asText())));
    return problems;
  }

  /** Files that are not as {@code terraform fmt} writes them. */
  List<String> unformatted() throws IOException, InterruptedException {
    return output(List.of(0, 3), "fmt", "-check", "-recursive").lines().toList();
  }

  /** What would be made, from nothing. */
  Plan plan(Map<String, Object> variables) throws IOException, InterruptedException {
    JSON.writeValue(folder.resolve("test.auto.tfvars.json").toFile(), variables);
    run("plan", "-input=false", "-no-color", "-out=plan");
    return new Plan(JSON.readTree(output(List.of(0), "show", "-json", "plan")));
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    String _ = output(List.of(0), arguments);
  }

  private String output(List<Integer> good, String... arguments)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder.getParent(), "said", ".txt");
    var command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TF_"));
    builder.environment().put("TF_CLI_CONFIG_FILE", configuration.toString());
    builder.environment().put("TF_DATA_DIR", data.toString());
    builder.environment().put("TF_IN_AUTOMATION", "true");
    builder.environment().put("CHECKPOINT_DISABLE", "true");
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      int code = process.waitFor();
      String output = Files.readString(said, StandardCharsets.UTF_8);
      if (!good.contains(code)) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended " + code + ":\n" + output);
      }
      return output;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
