// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import org.exposurenotifications.core.exportfile.proto.TEKSignatureList;
import org.exposurenotifications.core.exportfile.proto.TemporaryExposureKeyExport;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;

/**
 * Writes one export file (export-and-operations.md 6) while its keys come in; none is kept. Give it
 * all keys, then all revised keys, each in the order wanted, then {@link #finish} it. The length of
 * a key is not looked at. Not thread-safe.
 */
public final class ExportFileWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final List<Signer> signers;
  private final MessageDigest sha256 = Format.sha256();
  private final Archive archive;
  private final OutputStream bin;
  private final CodedOutputStream message;
  private boolean revisedKeysBegun;

  /**
   * Begins the file.
   *
   * @param out takes the archive; is not closed
   * @param signers in the order in which they are to be named and to sign
   */
  public ExportFileWriter(OutputStream out, ExportFileHeader header, List<Signer> signers)
      throws IOException {
    this.signers = List.copyOf(signers);
    archive = new Archive(out);
    bin = new DigestOutputStream(archive.entry(Format.BIN), sha256);
    bin.write(Format.magic());
    message = CodedOutputStream.newInstance(bin, BUFFER);
    write(header);
  }

  private void write(ExportFileHeader header) throws IOException {
    message.writeFixed64(
        TemporaryExposureKeyExport.START_TIMESTAMP_FIELD_NUMBER, header.start().getEpochSecond());
    message.writeFixed64(
        TemporaryExposureKeyExport.END_TIMESTAMP_FIELD_NUMBER, header.end().getEpochSecond());
    message.writeString(TemporaryExposureKeyExport.REGION_FIELD_NUMBER, header.region());
    message.writeInt32(TemporaryExposureKeyExport.BATCH_NUM_FIELD_NUMBER, 1);
    message.writeInt32(TemporaryExposureKeyExport.BATCH_SIZE_FIELD_NUMBER, 1);
    for (Signer signer : signers) {
      message.writeMessage(
          TemporaryExposureKeyExport.SIGNATURE_INFOS_FIELD_NUMBER, Messages.message(signer));
    }
  }

  /**
   * @throws IllegalStateException if there was a revised key already
   */
  public void addKey(ExportKey key) throws IOException {
    if (revisedKeysBegun) {
      throw new IllegalStateException("keys come before revised keys");
    }
    Messages.write(message, TemporaryExposureKeyExport.KEYS_FIELD_NUMBER, key);
  }

  /** Its report type and days since onset are written as given: give the revised ones. */
  public void addRevisedKey(ExportKey key) throws IOException {
    revisedKeysBegun = true;
    Messages.write(message, TemporaryExposureKeyExport.REVISED_KEYS_FIELD_NUMBER, key);
  }

  /**
   * Signs and ends the file; to be called once, at the end.
   *
   * @return SHA-256 of {@code export.bin}
   * @throws org.exposurenotifications.ports.PortFailure if a key does not sign
   */
  public Bytes finish() throws IOException {
    message.flush();
    bin.close();
    Bytes digest = Bytes.of(sha256.digest());
    TEKSignatureList.Builder signatures = TEKSignatureList.newBuilder();
    for (Signer signer : signers) {
      signatures.addSignatures(Messages.message(signer, signer.key().signDigest(digest)));
    }
    try (OutputStream sig = archive.entry(Format.SIG)) {
      sig.write(signatures.build().toByteArray());
    }
    archive.finish();
    return digest;
  }

  /** Lets go of memory; does not end the file. */
  @Override
  public void close() {
    archive.close();
  }
}
