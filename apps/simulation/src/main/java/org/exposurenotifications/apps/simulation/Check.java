// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.stream.Stream;

/** Something that holds in every world, once the server had a quiet time to catch up. */
interface Check {
  /** A short sentence that says what is true. */
  String name();

  /** What is wrong, a sentence each; none if all is well. */
  Stream<String> problems(Evidence evidence);
}
