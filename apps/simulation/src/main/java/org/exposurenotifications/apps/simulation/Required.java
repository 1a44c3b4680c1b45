// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

/**
 * What worlds have to stand. A switch that is off names something known to be wrong and about to be
 * mended: the checks report it all the same, but it fails nothing, and worlds are drawn such that
 * it does not hide other faults. {@link #TODAY} is the one place to turn a switch on.
 *
 * @param padding files cannot be told apart by comparing them, though keys have several regions or
 *     travel and several workers pad at once
 * @param firstDay keys are exported that were accepted before an export was first planned
 * @param overdue jobs report work that is overdue
 */
record Required(boolean padding, boolean firstDay, boolean overdue) {
  static final Required TODAY = new Required(true, true, false);

  static final Required EVERYTHING = new Required(true, true, true);
}
