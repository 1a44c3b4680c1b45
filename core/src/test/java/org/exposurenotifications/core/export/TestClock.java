// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still unless told otherwise, or goes with another. */
public final class TestClock implements InstantSource {
  private InstantSource source;

  public TestClock(Instant now) {
    this(InstantSource.fixed(now));
  }

  /** Goes with the other until it is set. */
  TestClock(InstantSource source) {
    this.source = source;
  }

  @Override
  public Instant instant() {
    return source.instant();
  }

  public void set(Instant instant) {
    source = InstantSource.fixed(instant);
  }

  public void advance(Duration duration) {
    set(instant().plus(duration));
  }
}
