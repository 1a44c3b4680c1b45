// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.violations;

import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.lease.LeaseStore;

interface HugePlatform extends Platform {
  BlobStore one();

  BlobStore two();

  BlobStore three();

  BlobStore four();

  BlobStore five();

  BlobStore six();

  LeaseStore seven();
}
