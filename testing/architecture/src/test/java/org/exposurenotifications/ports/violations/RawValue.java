// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.violations;

import java.util.List;
import java.util.Map;

@SuppressWarnings("ArrayRecordComponent")
public record RawValue(
    byte[] content, long lifetimeSeconds, List<String> names, Map<Integer, String> texts) {
  public RawValue {
    names = List.copyOf(names);
  }
}
