// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

/** What the contracts of the stores have in common. */
public interface StoresUnderTest {
  /** The stores under test: the same within a test, empty at its beginning. */
  Stores stores();
}
