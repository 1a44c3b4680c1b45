// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts.violations;

import org.exposurenotifications.adapters.memory.MemoryStores;

interface KnowsAnAdapter {
  MemoryStores stores();
}
