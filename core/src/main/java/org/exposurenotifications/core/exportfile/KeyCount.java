// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.exposurenotifications.core.exportfile.proto.TemporaryExposureKeyExport;

/** Counts what a message repeats, without making objects of it. */
final class KeyCount {
  private KeyCount() {}

  /**
   * @param message read to its end, or to the first key that is too many
   * @throws IOException if it is no message
   */
  static boolean isAbove(int most, CodedInputStream message) throws IOException {
    int count = 0;
    for (int tag = message.readTag(); tag != 0 && count <= most; tag = message.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case TemporaryExposureKeyExport.SIGNATURE_INFOS_FIELD_NUMBER,
            TemporaryExposureKeyExport.KEYS_FIELD_NUMBER,
            TemporaryExposureKeyExport.REVISED_KEYS_FIELD_NUMBER ->
            count++;
        default -> {}
      }
      if (!message.skipField(tag)) {
        throw new IOException("a group ends that did not begin");
      }
    }
    return count > most;
  }
}
