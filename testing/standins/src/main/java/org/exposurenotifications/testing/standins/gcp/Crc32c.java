// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import java.util.zip.CRC32C;

/** The checksum that Google wants with requests and sends with answers. */
final class Crc32c {
  private Crc32c() {}

  static Int64Value of(ByteString bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.asReadOnlyByteBuffer());
    return Int64Value.of(checksum.getValue());
  }
}
