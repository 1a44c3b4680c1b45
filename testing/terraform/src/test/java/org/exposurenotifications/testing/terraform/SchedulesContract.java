// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exposurenotifications.apps.runtime.Job;
import org.junit.jupiter.api.Test;

/** Every job is started as often as the page of configuration says. */
interface SchedulesContract {
  Pattern EVERY = Pattern.compile("every (?:(\\d+) )?(minute|hour).*");
  Pattern PATH = Pattern.compile("`POST /([a-z-]+)`");

  TerraformModule module();

  @Test
  default void everyJobIsScheduledOnceAsOftenAsThePageSays() {
    Map<String, Duration> scheduled = new TreeMap<>();
    JsonNode jobs = module().table("jobs.yaml");
    jobs.properties()
        .forEach(
            job -> scheduled.put(job.getKey(), period(job.getValue().get("schedule").asText())));

    assertThat(scheduled).isEqualTo(told());
    assertThat(jobs.size()).isEqualTo(Job.values().length);
    for (Job job : Job.values()) {
      assertThat(scheduled).containsEntry(job.text(), job.period());
      assertThat(jobs.at("/" + job.text() + "/role").asText())
          .isEqualToIgnoringCase(job.role().name());
    }
  }

  private static Map<String, Duration> told() {
    Map<String, Duration> told = new TreeMap<>();
    MarkdownTable.of(TerraformModule.project().resolve("docs/operations/configuration.md"), "job")
        .forEach(row -> {
          Matcher every = EVERY.matcher(row.cell("how often"));
          assertThat(every.matches()).as(row.cell("how often")).isTrue();
          long number = every.group(1) == null ? 1 : Long.parseLong(every.group(1));
          Duration period =
              every.group(2).equals("hour") ? Duration.ofHours(number) : Duration.ofMinutes(number);
          PATH.matcher(row.cell("job")).results().forEach(job -> told.put(job.group(1), period));
        });
    return told;
  }

  /** Of a cron expression in the clouds' three ways to write one. */
  private static Duration period(String schedule) {
    String cron = schedule.replaceFirst("^cron\\((.*)\\)$", "$1").replace('?', '*');
    Matcher minutes = Pattern.compile("\\*(?:/(\\d+))?( \\*)+").matcher(cron);
    Matcher hours = Pattern.compile("0 \\*/(\\d+)( \\*)+").matcher(cron);
    if (hours.matches()) {
      return Duration.ofHours(Long.parseLong(hours.group(1)));
    }
    assertThat(minutes.matches()).as(schedule).isTrue();
    return Duration.ofMinutes(minutes.group(1) == null ? 1 : Long.parseLong(minutes.group(1)));
  }
}
