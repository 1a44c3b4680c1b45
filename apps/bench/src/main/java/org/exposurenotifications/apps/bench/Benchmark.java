// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

/** Measures one kind of work beside its ceiling. */
interface Benchmark {
  /** Its figures, {@code shareOfCeiling} among them: 1 is as fast as the ceiling. */
  Report measure() throws Exception;
}
