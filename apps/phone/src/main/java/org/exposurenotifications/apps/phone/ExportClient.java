// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.ports.Bytes;

/**
 * Follows an index and gets each file once (verification-and-phone.md 14.7). Files may leave the
 * index at any time, and the bucket soon after. Thread-safe.
 */
public final class ExportClient {
  private final Download download;
  private final URI index;

  /**
   * @param index such as {@code https://cdn.example/v1/us/index.txt}
   */
  public ExportClient(Download download, URI index) {
    this.download = download;
    this.index = index;
  }

  /**
   * What is published at present.
   *
   * @throws IOException if there is no index, or one of more than a megabyte
   */
  public ExportIndex index() throws IOException, InterruptedException {
    Bytes content =
        download.get(index).orElseThrow(() -> new IOException("there is nothing at " + index));
    if (content.length() > ExportIndex.MOST_BYTES) {
      throw new IOException(index + " is longer than " + ExportIndex.MOST_BYTES + " bytes");
    }
    return ExportIndex.parse(content);
  }

  /**
   * Gets one file, unverified.
   *
   * @param name as in the index
   * @return empty if there is none of this name
   * @throws IOException if it cannot be had
   */
  public Optional<Bytes> file(String name) throws IOException, InterruptedException {
    return download.get(ExportIndex.locate(index, name));
  }

  /**
   * Gets the files that are new, oldest first. Names of files that are gone meanwhile are left out.
   *
   * @param processed names that were seen before
   * @throws IOException if the index or a file cannot be had
   */
  public List<Downloaded> newFiles(Set<String> processed) throws IOException, InterruptedException {
    List<Downloaded> files = new ArrayList<>();
    for (String name : index().names()) {
      if (!processed.contains(name)) {
        file(name).ifPresent(archive -> files.add(new Downloaded(name, archive)));
      }
    }
    return files;
  }

  /**
   * @param name as in the index
   * @param archive unverified
   */
  public record Downloaded(String name, Bytes archive) {}
}
