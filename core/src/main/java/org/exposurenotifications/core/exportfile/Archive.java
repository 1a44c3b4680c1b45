// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * The container of an export file (export-and-operations.md 6.1): a zip archive of deflated entries
 * whose sizes follow their content. Unlike {@link java.util.zip.ZipOutputStream} it compresses on
 * all processors. Not thread-safe.
 */
final class Archive implements AutoCloseable {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int END = 0x06054b50;

  private static final short VERSION = 20;
  private static final short SIZES_FOLLOW = 1 << 3;
  private static final short DEFLATED = 8;

  /**
   * 1980-02-01. Any constant: the hour of writing is nobody's business, and equal content is equal
   * bytes.
   */
  private static final int TIME = (2 << 5 | 1) << 16;

  /** Beyond it zip needs another form, which devices do not read. */
  private static final long LONGEST = 0xffff_ffffL;

  private final OutputStream out;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private Optional<DeflatedPieces> open = Optional.empty();
  private int entries;
  private long position;

  /**
   * @param out is not closed
   */
  Archive(OutputStream out) {
    this.out = out;
  }

  /** Begins an entry; closing its stream ends it. One at a time. */
  OutputStream entry(String name) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer header = littleEndian(30).putInt(LOCAL_HEADER);
    putKind(header).putInt(0).putInt(0).putInt(0); // checksum and sizes follow
    header.putShort((short) nameBytes.length).putShort((short) 0);
    long offset = position;
    emit(header);
    emit(nameBytes);
    DeflatedPieces pieces = new DeflatedPieces(out);
    open = Optional.of(pieces);
    return new Entry(nameBytes, offset, pieces);
  }

  /** Ends the archive. */
  void finish() throws IOException {
    long offset = position;
    emit(directory.toByteArray());
    emit(
        littleEndian(22)
            .putInt(END)
            .putInt(0) // the one disk
            .putShort((short) entries)
            .putShort((short) entries)
            .putInt(unsigned(position - offset))
            .putInt(unsigned(offset)));
    out.flush();
  }

  /** Drops an entry that is not at its end. */
  @Override
  public void close() {
    open.ifPresent(DeflatedPieces::drop);
  }

  private void emit(ByteBuffer record) throws IOException {
    emit(filled(record));
  }

  private void emit(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  private static byte[] filled(ByteBuffer record) {
    byte[] bytes = new byte[record.capacity()];
    record.rewind().get(bytes);
    return bytes;
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer putKind(ByteBuffer header) {
    return header.putShort(VERSION).putShort(SIZES_FOLLOW).putShort(DEFLATED).putInt(TIME);
  }

  private static int unsigned(long length) throws IOException {
    if (length > LONGEST) {
      throw new IOException("an export file of 4 GB or more: lower its number of keys");
    }
    return (int) length;
  }

  private final class Entry extends CheckedOutputStream {
    private final byte[] name;
    private final long offset;
    private final DeflatedPieces pieces;
    private long length;

    Entry(byte[] name, long offset, DeflatedPieces pieces) {
      super(pieces, new CRC32());
      this.name = name;
      this.offset = offset;
      this.pieces = pieces;
    }

    @Override
    public void write(int value) throws IOException {
      super.write(value);
      length++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      super.write(bytes, from, count);
      length += count;
    }

    @Override
    public void close() throws IOException {
      pieces.close();
      position += pieces.written();
      emit(putSizes(littleEndian(16).putInt(DESCRIPTOR)));
      ByteBuffer header = littleEndian(46).putInt(CENTRAL_HEADER).putShort(VERSION);
      putSizes(putKind(header)).putShort((short) name.length);
      header.putInt(0).putInt(0).putInt(0); // no comment, disk 0, no attributes
      directory.writeBytes(filled(header.putInt(unsigned(offset))));
      directory.writeBytes(name);
      entries++;
    }

    private ByteBuffer putSizes(ByteBuffer header) throws IOException {
      return header
          .putInt((int) getChecksum().getValue())
          .putInt(unsigned(pieces.written()))
          .putInt(unsigned(length));
    }
  }
}
