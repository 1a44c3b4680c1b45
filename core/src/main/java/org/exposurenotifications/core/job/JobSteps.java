// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.job;

import java.util.ArrayList;
import java.util.List;
import org.exposurenotifications.ports.PortFailure;

/** Runs steps of a job such that one that fails does not stop the others. Not thread-safe. */
public final class JobSteps {
  private final List<String> errors = new ArrayList<>();

  /**
   * Does the step, or notes why it failed.
   *
   * @param step what it is about, for operators
   * @return whether it was done
   */
  public boolean attempt(String step, Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      failed(step, e);
      return false;
    }
  }

  /** Notes that a step failed. */
  public void failed(String step, RuntimeException why) {
    errors.add(step + ": " + reason(why));
  }

  /** Notes what is wrong without a step having failed; one sentence, safe to show. */
  public void problem(String sentence) {
    errors.add(sentence);
  }

  /** Why something failed, as far as it is safe to show and to store. */
  public static String reason(RuntimeException why) {
    return switch (why) {
      case PortFailure failure -> String.valueOf(failure.getMessage());
      case JobFailure failure -> String.valueOf(failure.getMessage());
      // a mistake of ours; its text may hold anything, its place does not
      default -> "unexpected " + why.getClass().getSimpleName() + place(why);
    };
  }

  /** Takes over what failed in a part of the job. */
  public void add(JobReport part) {
    errors.addAll(part.errors());
  }

  public JobReport report(String summary) {
    return new JobReport(summary, errors);
  }

  private static String place(RuntimeException why) {
    StackTraceElement[] trace = why.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }
}
