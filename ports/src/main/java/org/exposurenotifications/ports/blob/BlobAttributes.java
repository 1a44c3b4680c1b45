// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.blob;

/**
 * How an object is served.
 *
 * @param contentType a media type, such as {@code application/zip}
 * @param cacheable whether caches may keep it for a day, or must ask each time
 */
public record BlobAttributes(String contentType, boolean cacheable) {
  /** The {@code Cache-Control} header that goes with the flag (export-and-operations.md 13.1). */
  public String cacheControl() {
    return cacheable ? "public, max-age=86400" : "no-cache, max-age=0";
  }
}
