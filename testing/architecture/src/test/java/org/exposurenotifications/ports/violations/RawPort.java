// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.violations;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

interface RawPort {
  byte[] content();

  Optional<Object> anything();

  void put(Map<String, Integer> values);

  void expire(long afterSeconds);

  void write() throws IOException;

  @Nullable String find(String name);
}
