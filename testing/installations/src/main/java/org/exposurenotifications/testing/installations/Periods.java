// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How often a schedule comes round, which has to be evenly, every day the same. */
final class Periods {
  private static final int DAY = 24 * 60;
  private static final Pattern CALENDAR =
      Pattern.compile("\\*-\\*-\\* ([*0-9/]+):([*0-9/]+):00 UTC");

  private Periods() {}

  static Duration ofCron(String schedule) {
    List<String> fields = List.of(schedule.split(" ", -1));
    if (fields.size() != 5 || !Set.copyOf(fields.subList(2, 5)).equals(Set.of("*"))) {
      throw new IllegalArgumentException("not every day: " + schedule);
    }
    return period(fields.get(1), fields.get(0));
  }

  /** Of {@code OnCalendar}. */
  static Duration ofCalendar(String schedule) {
    Matcher parts = CALENDAR.matcher(schedule);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not every day, or not in UTC: " + schedule);
    }
    return period(parts.group(1), parts.group(2));
  }

  private static Duration period(String hours, String minutes) {
    List<Integer> times =
        expand(hours, 24).boxed().toList().stream()
            .flatMap(hour -> expand(minutes, 60).mapToObj(minute -> hour * 60 + minute))
            .toList();
    Set<Integer> pauses =
        IntStream.range(0, times.size())
            .mapToObj(index -> {
              int next = index + 1 < times.size() ? times.get(index + 1) : times.getFirst() + DAY;
              return next - times.get(index);
            })
            .collect(Collectors.toSet());
    if (pauses.size() != 1) {
      throw new IllegalArgumentException("uneven: " + hours + " and " + minutes);
    }
    return Duration.ofMinutes(pauses.iterator().next());
  }

  /** An asterisk, a number, or either with a step. */
  private static IntStream expand(String field, int end) {
    List<String> parts = List.of(field.split("/", 2));
    boolean all = parts.getFirst().equals("*");
    int start = all ? 0 : Integer.parseInt(parts.getFirst());
    int step = parts.size() > 1 ? Integer.parseInt(parts.getLast()) : all ? 1 : end;
    return IntStream.iterate(start, value -> value < end, value -> value + step);
  }
}
