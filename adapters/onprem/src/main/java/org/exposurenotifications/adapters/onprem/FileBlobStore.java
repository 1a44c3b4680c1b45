// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;

/**
 * Objects as plain files, {@code root/bucket/name}, that any web server can serve. Their attributes
 * are files of the same names below {@code root/.state}.
 *
 * <p>An object and its attributes change together under a lock. A crash between the two leaves the
 * old object with the new attributes, which matters only to a name whose attributes change.
 */
final class FileBlobStore implements BlobStore {
  /** No bucket begins with a dot. */
  private static final String STATE = ".state";

  private static final String MODE = "rw-r--r--";

  /** For files that somebody else put there. */
  private static final BlobAttributes UNKNOWN =
      new BlobAttributes("application/octet-stream", false);

  private final Path incoming;
  private final FolderLock lock;
  private final FileTree contents;
  private final FileTree attributes;

  FileBlobStore(Path root) {
    Path state = root.resolve(STATE);
    this.incoming = state.resolve("incoming");
    this.lock = new FolderLock(state.resolve("lock"));
    this.contents = new FileTree(root);
    this.attributes = new FileTree(state.resolve("attributes"));
  }

  @Override
  public void put(BlobName name, BlobAttributes newAttributes, BlobContent content) {
    try {
      Files.createDirectories(incoming);
      try (StagedFile newContent = StagedFile.write(incoming, MODE, content);
          StagedFile sidecar =
              StagedFile.write(incoming, MODE, out -> out.write(encode(newAttributes)));
          FolderLock.Held _ = lock.acquire()) {
        Files.createDirectories(incoming.resolveSibling("attributes"));
        attributes.place(name, sidecar);
        contents.place(name, newContent);
      }
    } catch (IOException e) {
      throw FileFailure.of("store " + name, e);
    }
  }

  @Override
  public Optional<Blob> open(BlobName name) {
    try (FolderLock.Held _ = lock.acquire()) {
      BlobAttributes found = attributesOf(name);
      Optional<FileChannel> content = contents.open(name);
      return content.isEmpty() ? Optional.empty() : Optional.of(FileBlob.of(found, content.get()));
    } catch (IOException e) {
      throw FileFailure.of("open " + name, e);
    }
  }

  @Override
  public void delete(BlobName name) {
    try (FolderLock.Held _ = lock.acquire()) {
      contents.delete(name);
      attributes.delete(name);
    } catch (IOException e) {
      throw FileFailure.of("delete " + name, e);
    }
  }

  private BlobAttributes attributesOf(BlobName name) throws IOException {
    try (FileChannel sidecar = attributes.open(name).orElse(null)) {
      return sidecar == null ? UNKNOWN : decode(Channels.newInputStream(sidecar).readAllBytes());
    }
  }

  private static byte[] encode(BlobAttributes attributes) {
    return (attributes.cacheable() + "\n" + attributes.contentType())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static BlobAttributes decode(byte[] sidecar) {
    String text = new String(sidecar, StandardCharsets.UTF_8);
    int lineEnd = text.indexOf('\n');
    return lineEnd < 0
        ? UNKNOWN
        : new BlobAttributes(
            text.substring(lineEnd + 1), Boolean.parseBoolean(text.substring(0, lineEnd)));
  }
}
