// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobAsyncClient;
import java.io.OutputStream;
import java.util.ArrayList;
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
  private final AzureRequests requests;
  private final Attempt attempt;
  private final Supplier<BlockBlobAsyncClient> client;
  private final BlobHttpHeaders headers;
  private final BlockBuffer buffer;
  private final List<String> staged = new ArrayList<>();
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
    this.buffer = new BlockBuffer(blockSize);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    while (from < offset + length) {
      if (buffer.isFull()) {
        stage();
      }
      from += buffer.write(bytes, from, offset + length - from);
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
                      new BlockBlobSimpleUploadOptions(buffer.content()).setHeaders(headers)));
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
      String id = buffer.id(staged.size());
      requests.send(attempt, () -> client.get().stageBlock(id, buffer.content()));
      staged.add(id);
      buffer.clear();
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
}
