// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.exposurenotifications.core.exportfile.FileReportType;

/** Cuts contacts with one key into windows and scans (verification-and-phone.md 14.6, 7). */
final class WindowBuilder {
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final Duration SCAN = Duration.ofMillis(25_500);

  private WindowBuilder() {}

  /**
   * @param contacts by time
   */
  static List<ExposureWindow> windows(List<Contact> contacts, FileReportType reportType) {
    return groups(contacts, (first, next) -> between(first, next).compareTo(WINDOW) < 0).stream()
        .map(group -> window(group, reportType))
        .toList();
  }

  private static ExposureWindow window(List<Contact> contacts, FileReportType reportType) {
    Contact first = contacts.getFirst();
    return new ExposureWindow(
        LocalDate.ofInstant(first.time(), ZoneOffset.UTC),
        reportType,
        first.calibrationConfidence(),
        groups(contacts, (start, next) -> between(start, next).compareTo(SCAN) <= 0).stream()
            .map(WindowBuilder::scan)
            .toList());
  }

  private static ScanInstance scan(List<Contact> contacts) {
    return new ScanInstance(
        (int) Math.round(contacts.stream().mapToInt(Contact::attenuation).average().orElseThrow()),
        contacts.stream().mapToInt(Contact::attenuation).min().orElseThrow(),
        contacts.getFirst().sinceLastScan());
  }

  /** Each contact joins the group before it as long as it belongs to that group's first. */
  private static List<List<Contact>> groups(
      List<Contact> contacts, BiPredicate<Contact, Contact> belongs) {
    List<List<Contact>> groups = new ArrayList<>();
    for (Contact contact : contacts) {
      if (groups.isEmpty() || !belongs.test(groups.getLast().getFirst(), contact)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(contact);
    }
    return groups;
  }

  private static Duration between(Contact first, Contact next) {
    return Duration.between(first.time(), next.time());
  }
}
