// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import com.google.protobuf.CodedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
  /** Any constant: the hour of writing is nobody's business, and equal content is equal bytes. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** A twelfth shorter than level 1, for each phone, at a second more for half a million keys. */
  private static final int COMPRESSION_LEVEL = 6;

  private final List<Signer> signers;
  private final MessageDigest sha256 = Format.sha256();
  private final ZipOutputStream zip;
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
    zip = new ZipOutputStream(new Unclosed(out));
    zip.setLevel(COMPRESSION_LEVEL);
    begin(Format.BIN);
    DigestOutputStream bin = new DigestOutputStream(zip, sha256);
    bin.write(Format.magic());
    message = CodedOutputStream.newInstance(bin);
    write(header);
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
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
    message.writeMessage(TemporaryExposureKeyExport.KEYS_FIELD_NUMBER, Messages.message(key));
  }

  /** Its report type and days since onset are written as given: give the revised ones. */
  public void addRevisedKey(ExportKey key) throws IOException {
    revisedKeysBegun = true;
    message.writeMessage(
        TemporaryExposureKeyExport.REVISED_KEYS_FIELD_NUMBER, Messages.message(key));
  }

  /**
   * Signs and ends the file; to be called once, at the end.
   *
   * @return SHA-256 of {@code export.bin}
   * @throws org.exposurenotifications.ports.PortFailure if a key does not sign
   */
  public Bytes finish() throws IOException {
    message.flush();
    zip.closeEntry();
    Bytes digest = Bytes.of(sha256.digest());
    TEKSignatureList.Builder signatures = TEKSignatureList.newBuilder();
    for (Signer signer : signers) {
      signatures.addSignatures(Messages.message(signer, signer.key().signDigest(digest)));
    }
    begin(Format.SIG);
    zip.write(signatures.build().toByteArray());
    zip.closeEntry();
    zip.finish();
    return digest;
  }

  /** Lets go of memory; does not end the file. */
  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** The caller's stream, which is the caller's to close. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
