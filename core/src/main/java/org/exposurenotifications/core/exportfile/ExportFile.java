// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import java.util.List;
import org.exposurenotifications.ports.Bytes;

/**
 * The content of an export file. That it could be read says nothing about its signatures.
 *
 * @param batchNumber 0 if it says none
 * @param batchSize 0 if it says none
 * @param signers as named beside the keys
 * @param keys in the file's order
 * @param revisedKeys in the file's order
 * @param signatures as named beside the signatures; the signers may differ from {@code signers}
 * @param sha256 of {@code export.bin}: what is signed
 */
public record ExportFile(
    ExportFileHeader header,
    int batchNumber,
    int batchSize,
    List<SignerName> signers,
    List<FileKey> keys,
    List<FileKey> revisedKeys,
    List<FileSignature> signatures,
    Bytes sha256) {
  public ExportFile {
    signers = List.copyOf(signers);
    keys = List.copyOf(keys);
    revisedKeys = List.copyOf(revisedKeys);
    signatures = List.copyOf(signatures);
  }
}
