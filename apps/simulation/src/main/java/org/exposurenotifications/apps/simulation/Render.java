// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.Window;
import org.jspecify.annotations.Nullable;

/** Values as a trace shows them: the same in every run. Simulated keys are no secret. */
final class Render {
  private static final int SHOWN = 3;
  private static final int KEY_DATA = 16;

  private Render() {}

  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Bytes bytes -> bytes.length() == KEY_DATA ? hex(bytes) : "bytes";
      case Optional<?> optional -> optional.map(Render::text).orElse("-");
      case OptionalInt optional -> optional.isPresent() ? "" + optional.getAsInt() : "-";
      case Collection<?> collection -> collection(collection);
      case Enum<?> constant -> constant.name();
      case CharSequence _, Number _, Boolean _, Instant _, Duration _ -> value.toString();
      case Batch batch -> batch(batch);
      case ExportConfig export -> export.name();
      case Window window -> window.start() + "+" + Duration.between(window.start(), window.end());
      case Configuration _ -> "";
      case Record record -> record(record);
      default -> "";
    };
  }

  static String arguments(@Nullable Object @Nullable [] arguments) {
    return arguments == null
        ? ""
        : Arrays.stream(arguments).map(Render::text).collect(joining(", "));
  }

  /** The first bytes of a key, enough to tell it from others. */
  static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray(), 0, 4);
  }

  private static String batch(Batch batch) {
    return "%s %s under %d%s"
        .formatted(
            batch.filenameRoot(),
            text(batch.window()),
            batch.fence(),
            batch.layout().map(layout -> " as " + text(layout)).orElse(""));
  }

  private static String collection(Collection<?> all) {
    Stream<String> shown = all.stream().limit(SHOWN).map(Render::text);
    return shown.collect(joining(", ", "[", all.size() > SHOWN ? ", … " + all.size() + "]" : "]"));
  }

  private static String record(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .map(component -> text(value(record, component)))
        .filter(text -> !text.isEmpty())
        .collect(joining(" ", record.getClass().getSimpleName() + "(", ")"));
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException _) {
      return ""; // of a package that keeps it to itself
    }
  }
}
