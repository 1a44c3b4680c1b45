// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What a population needs. */
@Command(
    name = "sizing",
    mixinStandardHelpOptions = true,
    description = {
      "Reckon requests, database, files, traffic and its price for a population, from measured"
          + " bytes and rates. Nothing is started. See docs/operations/sizing.md.",
      "Example: keyserver sizing --population 10m --cases-per-day 5k"
    })
public final class SizingCommand implements Callable<Integer> {
  private static final double CASES_PER_PERSON_AND_DAY = 125e-6;

  private static final Map<String, Function<Sizing, String>> LINES = lines();

  @Spec CommandSpec spec;

  @Option(
      names = "--population",
      required = true,
      split = ",",
      paramLabel = "PEOPLE",
      converter = Quantity.class,
      description = "As 10m; several, as 1m,10m, are set side by side.")
  List<Double> populations = List.of();

  @Option(
      names = "--share-using",
      converter = Share.class,
      description = "Of the people whose phones take part (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.5")
  double using;

  @Option(
      names = "--cases-per-day",
      paramLabel = "CASES",
      converter = Quantity.class,
      description = "Positive tests (default: 125 of a million people).")
  @Nullable Double cases;

  @Option(
      names = "--share-uploading",
      converter = Share.class,
      description = "Of the cases whose phones take part (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.3")
  double uploading;

  @Option(
      names = "--decoys-per-day",
      description = "Sent by each phone (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  double decoys;

  @Option(
      names = "--export-period",
      converter = Period.class,
      description = "Between two files, as 4h (default: ${DEFAULT-VALUE}).",
      defaultValue = "4h")
  Duration period = Duration.ofHours(4);

  @Option(
      names = "--downloads-per-day",
      description = "How often a phone asks for files (default: ${DEFAULT-VALUE}).",
      defaultValue = "6")
  double downloads;

  @Option(
      names = "--cdn-price-per-gb",
      description = "In your currency (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.08")
  double price;

  @Option(names = "--markdown", description = "Print a table for a page.")
  boolean markdown;

  @Override
  public Integer call() {
    List<Sizing> sizings = populations.stream().map(this::sizing).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (markdown) {
      int columns = sizings.size();
      out.println(row("people", sizings, sizing -> Amount.rounded(sizing.population())));
      out.println("|---" + "|---:".repeat(columns) + "|");
      LINES.forEach((name, figure) -> out.println(row(name, sizings, figure)));
    } else {
      for (Sizing sizing : sizings) {
        line(out, "people", Amount.rounded(sizing.population()));
        LINES.forEach((name, figure) -> line(out, name, figure.apply(sizing)));
      }
    }
    out.flush();
    return 0;
  }

  private Sizing sizing(double population) {
    double each = cases == null ? population * CASES_PER_PERSON_AND_DAY : cases;
    return new Sizing(population, using, each, uploading, decoys, period, downloads, price);
  }

  private static Map<String, Function<Sizing, String>> lines() {
    var lines = new LinkedHashMap<String, Function<Sizing, String>>();
    lines.put("phones that take part", sizing -> Amount.rounded(sizing.phones()));
    lines.put("cases a day", sizing -> Amount.rounded(sizing.casesPerDay()));
    lines.put("uploads a day", sizing -> Amount.rounded(sizing.uploadsPerDay()));
    lines.put(
        "requests a second at the peak, decoys included",
        sizing -> Amount.rounded(sizing.peakRequestsPerSecond()));
    lines.put("keys in the database", sizing -> Amount.rounded(sizing.rows()));
    lines.put("database", sizing -> Amount.bytes(sizing.databaseBytes()));
    lines.put("keys of a batch, padding included", sizing -> Amount.rounded(sizing.keysPerBatch()));
    lines.put("a file", sizing -> Amount.bytes(sizing.bytesPerFile()));
    lines.put("each phone fetches a day", sizing -> Amount.bytes(sizing.phoneBytesPerDay()));
    lines.put("the CDN sends a month", sizing -> Amount.bytes(sizing.cdnBytesPerMonth()));
    lines.put("its price a month", sizing -> Amount.rounded(sizing.cdnCostPerMonth()));
    lines.put(
        "first limit",
        sizing -> {
          Sizing.Limit first = sizing.firstLimit();
          return String.format(
              Locale.ROOT, "%s %%: %s", Amount.rounded(first.share() * 100), first.name());
        });
    return lines;
  }

  private static void line(PrintWriter out, String name, String figure) {
    out.printf(Locale.ROOT, "%-48s %s%n", name, figure);
  }

  private static String row(String name, List<Sizing> sizings, Function<Sizing, String> figure) {
    return sizings.stream().map(figure).collect(joining(" | ", "| " + name + " | ", " |"));
  }

  /** As 10m. */
  static final class Quantity implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        return Amount.parse(text);
      } catch (NumberFormatException _) {
        throw new TypeConversionException("'" + text + "' is no number above zero such as 10m");
      }
    }
  }

  /** From 0 to 1. */
  static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      double share = Double.parseDouble(text);
      if (!(share >= 0 && share <= 1)) {
        throw new TypeConversionException("'" + text + "' is not between 0 and 1");
      }
      return share;
    }
  }

  /** As 4h, 90m. */
  static final class Period implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        Duration period = Duration.parse("PT" + text);
        if (period.toSeconds() >= 60) {
          return period;
        }
      } catch (DateTimeException _) {
        // told below
      }
      throw new TypeConversionException("'" + text + "' is no period such as 4h, from 1m on");
    }
  }
}
