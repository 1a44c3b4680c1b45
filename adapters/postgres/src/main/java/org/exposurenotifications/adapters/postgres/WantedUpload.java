// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.Set;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.exposure.Upload;

/**
 * An upload to be added.
 *
 * @param effective whether it is one, or rehearsed only
 */
record WantedUpload(Upload upload, boolean effective) {
  Set<Bytes> keys() {
    return upload.keys().stream().map(TemporaryExposureKey::keyData).collect(Collectors.toSet());
  }
}
