// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.ports.config.Configuration;
import org.jspecify.annotations.Nullable;

/** Reads what to register from a YAML file; {@code docs/operations/configuration.md} shows one. */
public final class ConfigurationFile {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** Some ten thousand entries. */
  private static final int MOST_BYTES = 3 << 20;

  private ConfigurationFile() {}

  /** As written in the file; what is left out is null. */
  record Content(
      @Nullable List<ConfigurationEntries.AuthorityEntry> healthAuthorities,
      @Nullable List<ConfigurationEntries.AppEntry> authorizedApps,
      @Nullable List<ConfigurationEntries.SignatureEntry> signatureInfos,
      @Nullable List<ConfigurationEntries.ExportEntry> exportConfigs) {}

  /**
   * Reads and checks the file.
   *
   * @throws ConfigurationException saying where in the file it is wrong, all problems at once as
   *     far as its form allows
   */
  public static Configuration read(Path file) {
    Content content = parse(file);
    var parent = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
    return new ConfigurationEntries(parent)
        .read(
            Objects.requireNonNullElse(content.healthAuthorities(), List.of()),
            Objects.requireNonNullElse(content.authorizedApps(), List.of()),
            Objects.requireNonNullElse(content.signatureInfos(), List.of()),
            Objects.requireNonNullElse(content.exportConfigs(), List.of()));
  }

  private static Content parse(Path file) {
    try {
      Optional<byte[]> yaml = BoundedFile.read(file, MOST_BYTES);
      if (yaml.isEmpty()) {
        throw problem(file, "is longer than " + MOST_BYTES + " bytes; apply it in parts");
      }
      Content content = MAPPER.readValue(yaml.get(), Content.class);
      if (content == null) {
        throw problem(file, "is empty");
      }
      return content;
    } catch (NoSuchFileException _) {
      throw problem(file, "does not exist");
    } catch (UnrecognizedPropertyException wrong) {
      throw problem(
          file,
          at(wrong.getLocation())
              + path(wrong)
              + "there is no such member; there are "
              + wrong.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    } catch (JsonMappingException wrong) {
      throw problem(file, at(wrong.getLocation()) + path(wrong) + wrong.getOriginalMessage());
    } catch (JacksonException wrong) {
      throw problem(file, at(wrong.getLocation()) + wrong.getOriginalMessage());
    } catch (IOException wrong) {
      throw problem(file, "cannot be read: " + wrong.getMessage());
    }
  }

  private static String at(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }

  private static String path(JsonMappingException wrong) {
    var path = new StringBuilder();
    for (var reference : wrong.getPath()) {
      String name = reference.getFieldName();
      path.append(name == null ? "[" + reference.getIndex() + "]" : "." + name);
    }
    return path.isEmpty() ? "" : path.substring(1) + ": ";
  }

  private static ConfigurationException problem(Path file, String sentence) {
    return new ConfigurationException(List.of(file + " " + sentence));
  }
}
