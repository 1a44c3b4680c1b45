// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import java.nio.file.Path;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Platform;

/** Reads where the toy keeps its secrets. */
final class ToyPlatformReader {
  private ToyPlatformReader() {}

  /** What is wrong is noted in the environment, which the caller checks before use. */
  static Platform read(Environment environment) {
    Path file = Path.of(environment.required("TOY_SECRET_FILE", "name the file of the secrets"));
    return new ToyPlatform(new ToyConfig(file), new MemoryPlatform());
  }
}
