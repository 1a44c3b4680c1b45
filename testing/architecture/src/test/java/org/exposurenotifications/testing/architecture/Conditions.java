// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** Conditions that say what is wrong, thing by thing. */
final class Conditions {
  private Conditions() {}

  /**
   * @param problems of one thing, a sentence each; none if it is as it should be
   */
  static <T> ArchCondition<T> haveNone(String description, Function<T, Stream<String>> problems) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T item, ConditionEvents events) {
        problems.apply(item).forEach(text -> events.add(SimpleConditionEvent.violated(item, text)));
      }
    };
  }
}
