// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobAsyncClient;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Content on its way into a block blob: nobody sees it before it is committed, and what is never
 * committed Azure drops after a week. A small object goes in one request. Not thread-safe.
 *
 * <p>A block's id is its position and its digest: another writer of the same object at the same
 * time cannot slip other bytes under an id of ours. The first to commit makes Azure drop the blocks
 * of the others, whose content the winner would have replaced anyway, had they come a moment
 * earlier.
 */
final class BlockUpload extends OutputStream {
  private static final int SMALLEST_BUFFER = 1 << 14;

  private final AzureRequests requests;
  private final Attempt attempt;
  private final Supplier<BlockBlobAsyncClient> client;
  private final BlobHttpHeaders headers;
  private final int blockSize;
  private final List<String> staged = new ArrayList<>();
  private byte[] buffer;
  private int buffered;
  private Optional<String> before = Optional.empty();
  private @Nullable PortFailure failure;

  BlockUpload(
      AzureRequests requests,
      Attempt attempt,
      Supplier<BlockBlobAsyncClient> client,
      BlobAttributes attributes,
      int blockSize) {
    this.requests = requests;
    this.attempt = attempt;
    this.client = client;
    this.headers =
        new BlobHttpHeaders()
            .setContentType(attributes.contentType())
            .setCacheControl(attributes.cacheControl());
    this.blockSize = blockSize;
    this.buffer = new byte[Math.min(SMALLEST_BUFFER, blockSize)];
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    while (from < offset + length) {
      if (buffered == blockSize) {
        stage();
      }
      int count = Math.min(offset + length - from, blockSize - buffered);
      makeRoom(buffered + count);
      System.arraycopy(bytes, from, buffer, buffered, count);
      buffered += count;
      from += count;
    }
  }

  /**
   * Makes the object what was written.
   *
   * @throws PortFailure also if a write failed and the writer went on nevertheless
   */
  void commit() {
    if (staged.isEmpty() && failure == null) {
      requests.send(
          attempt,
          () ->
              client
                  .get()
                  .uploadWithResponse(
                      new BlockBlobSimpleUploadOptions(block()).setHeaders(headers)));
      return;
    }
    stage();
    try {
      requests.send(
          attempt,
          () ->
              client
                  .get()
                  .commitBlockListWithResponse(
                      new BlockBlobCommitBlockListOptions(staged).setHeaders(headers)));
    } catch (PortFailure e) {
      if (!isOvertaken(e)) {
        throw e;
      }
    }
  }

  private void stage() {
    if (failure != null) {
      throw failure;
    }
    try {
      if (staged.isEmpty()) {
        before = version();
      }
      String id = id();
      requests.send(attempt, () -> client.get().stageBlock(id, block()));
      staged.add(id);
      buffered = 0;
    } catch (PortFailure e) {
      failure = e;
      throw e;
    }
  }

  /** Whether another writer, or a deletion, came between our first block and our last word. */
  private boolean isOvertaken(PortFailure refused) {
    @Nullable Throwable cause = refused.getCause();
    return cause != null
        && AzureFailure.isCode(cause, BlobErrorCode.INVALID_BLOCK_LIST)
        && !version().equals(before);
  }

  private Optional<String> version() {
    return requests
        .find(attempt, () -> client.get().getProperties())
        .map(properties -> properties.getETag());
  }

  private BinaryData block() {
    return BinaryData.fromByteBuffer(ByteBuffer.wrap(buffer, 0, buffered));
  }

  private String id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(buffer, 0, buffered);
      return Base64.getEncoder()
          .encodeToString(
              ByteBuffer.allocate(36).putInt(staged.size()).put(digest.digest()).array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private void makeRoom(int needed) {
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(blockSize, Math.max(needed, 2 * buffer.length)));
    }
  }
}
