// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures of one benchmark, in the order in which they were noted. */
final class Report {
  private final Map<String, Object> figures = new LinkedHashMap<>();

  Report(String bench) {
    figures.put("bench", bench);
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    figures.put("java", Runtime.version().toString());
  }

  /** A text, a whole number, or a number that is rounded to three decimals. */
  Report note(String name, Object figure) {
    figures.put(
        name, figure instanceof Double number ? Math.round(number * 1000) / 1000.0 : figure);
    return this;
  }

  /**
   * How long rounds took: their median, and so many milliseconds as half of them, and 99 of 100, do
   * not exceed.
   */
  Report times(List<Double> seconds) {
    var latencies = new Latencies();
    seconds.forEach(each -> latencies.add(Math.round(each * 1e9)));
    return note("rounds", seconds.size())
        .note("seconds", median(seconds))
        .note("p50Millis", latencies.millis(0.5))
        .note("p99Millis", latencies.millis(0.99));
  }

  /**
   * A figure by its name.
   *
   * @throws IllegalArgumentException if there is none, or it is no number
   */
  double number(String name) {
    if (figures.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("no figure " + name);
  }

  void print(PrintWriter out, boolean asJson) {
    if (asJson) {
      out.println(json());
    } else {
      figures.forEach((name, figure) -> out.printf(Locale.ROOT, "%-24s %s%n", name, figure));
    }
    out.flush();
  }

  private String json() {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      for (var figure : figures.entrySet()) {
        json.writeFieldName(figure.getKey());
        write(json, figure.getValue());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object figure) throws IOException {
    switch (figure) {
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case List<?> several -> {
        json.writeStartArray();
        for (Object each : several) {
          write(json, each);
        }
        json.writeEndArray();
      }
      default -> json.writeString(figure.toString());
    }
  }

  /** The middle one; of an even number the mean of the middle two. */
  static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
