// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.zip.Deflater;

/**
 * Compresses on all processors: piece by piece, each on its own, put together in their order. The
 * result is one deflate stream that does not depend on who was faster. Not thread-safe.
 */
final class DeflatedPieces extends OutputStream {
  /**
   * Shorter than level 1, for each phone; it costs 0.4 s more of a processor for a million keys.
   */
  private static final int LEVEL = 6;

  /** What begins anew with each costs less than a thousandth of its length. */
  private static final int PIECE = 1 << 18;

  /** More keep no processor busier, and take memory. */
  private static final int IN_FLIGHT = 6;

  /** The empty last block: all others say that more follow. */
  private static final byte[] END = {3, 0};

  private final OutputStream out;
  private final Queue<FutureTask<byte[]>> inFlight = new ArrayDeque<>();
  private byte[] piece = new byte[PIECE];
  private int filled;
  private long written;

  /**
   * @param out is not closed
   */
  DeflatedPieces(OutputStream out) {
    this.out = out;
  }

  /** How many bytes went out so far: after {@link #close} all. */
  long written() {
    return written;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int taken = 0;
    while (taken < length) {
      int step = Math.min(length - taken, PIECE - filled);
      System.arraycopy(bytes, offset + taken, piece, filled, step);
      filled += step;
      taken += step;
      if (filled == PIECE) {
        deflate();
        piece = new byte[PIECE];
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (filled > 0) {
      deflate();
    }
    while (!inFlight.isEmpty()) {
      take();
    }
    emit(END);
  }

  /** Drops what is not yet compressed; nothing can be written afterwards. */
  void drop() {
    inFlight.forEach(task -> task.cancel(false));
    inFlight.clear();
  }

  private void deflate() throws IOException {
    byte[] full = piece;
    int length = filled;
    filled = 0;
    FutureTask<byte[]> task = new FutureTask<>(() -> deflated(full, length));
    inFlight.add(task);
    Thread.ofVirtual().name("deflate").start(task);
    if (inFlight.size() > IN_FLIGHT) {
      take();
    }
  }

  private void take() throws IOException {
    try {
      emit(inFlight.remove().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // the deflater takes any bytes
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while compressing", e);
    }
  }

  private void emit(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  private static byte[] deflated(byte[] piece, int length) {
    try (Deflater deflater = new Deflater(LEVEL, true)) {
      deflater.setInput(piece, 0, length);
      // room for what does not compress at all, so that one call does it
      byte[] buffer = new byte[length + (length >> 8) + 64];
      int size = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(buffer, size);
    }
  }
}
