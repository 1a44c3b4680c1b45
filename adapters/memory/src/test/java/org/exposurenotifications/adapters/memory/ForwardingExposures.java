// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.testing.contracts.ExposureStoreContract;
import org.exposurenotifications.testing.contracts.Stores;

/** Stores in order, to be broken by those who extend it. */
abstract class ForwardingExposures implements ExposureStoreContract, ExposureStore {
  final MemoryStores memory = new MemoryStores();
  final ExposureStore sound = memory.exposures();
  private final Stores stores = TestStores.with(this, memory);

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public List<StoredExposure> addIfNonePresent(Upload upload) {
    return sound.addIfNonePresent(upload);
  }

  @Override
  public boolean merge(Merge merge) {
    return sound.merge(merge);
  }

  @Override
  public void rehearse(Upload upload) {
    sound.rehearse(upload);
  }

  @Override
  public Deleted delete(Instant from, Expiry expiry, int limit) {
    return sound.delete(from, expiry, limit);
  }
}
