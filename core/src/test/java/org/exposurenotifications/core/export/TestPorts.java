// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.adapters.memory.MemoryStores;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.lease.LeaseStore;

/** The ports that export uses. */
public record TestPorts(
    ConfigurationStore configuration,
    WindowStore windows,
    BatchStore batches,
    BatchKeys batchKeys,
    ExportFileStore files,
    LeaseStore leases,
    BlobStore blobs,
    SigningKeys signingKeys) {

  static TestPorts of(MemoryStores stores, MemoryPlatform platform) {
    return new TestPorts(
        stores.configuration(),
        stores.windows(),
        stores.batches(),
        stores.batchKeys(),
        stores.exportFiles(),
        stores.leases(),
        platform.blobs(),
        platform.signingKeys());
  }

  public TestPorts withBlobs(BlobStore other) {
    return new TestPorts(
        configuration, windows, batches, batchKeys, files, leases, other, signingKeys);
  }

  TestPorts withWindows(WindowStore other) {
    return new TestPorts(
        configuration, other, batches, batchKeys, files, leases, blobs, signingKeys);
  }

  TestPorts withBatchKeys(BatchKeys other) {
    return new TestPorts(configuration, windows, batches, other, files, leases, blobs, signingKeys);
  }

  /** The same, with each call reported before it is made. */
  TestPorts watchedBy(Watch watch) {
    return new TestPorts(
        watch.over(ConfigurationStore.class, configuration),
        watch.over(WindowStore.class, windows),
        watch.over(BatchStore.class, batches),
        watch.over(BatchKeys.class, batchKeys),
        watch.over(ExportFileStore.class, files),
        watch.over(LeaseStore.class, leases),
        watch.overBlobs(blobs),
        watch.over(SigningKeys.class, signingKeys));
  }
}
