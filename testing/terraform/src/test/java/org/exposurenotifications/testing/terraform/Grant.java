// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

/**
 * Somebody may do something.
 *
 * @param role of the server: publish, export, cleanup
 * @param permission by the cloud's name: a permission, or a role of the cloud that holds several
 * @param on "encryption key", "signing key" or "files"
 */
record Grant(String role, String permission, String on) {
  /** The resource in the words of pages, tables and plans alike. */
  static Grant of(String role, String permission, String resource) {
    String on =
        switch (resource) {
          case String key when key.matches("(?s).*(encryption|wrapping|revision.token).*") ->
              "encryption key";
          case String key when key.matches("(?s).*(sign|kms_key|crypto_key|vault_key).*") ->
              "signing key";
          case String bucket when bucket.matches("(?s).*(bucket|BUCKET|container|objects).*") ->
              "files";
          case String _ ->
              throw new IllegalArgumentException("no resource that grants are for: " + resource);
        };
    return new Grant(role, permission, on);
  }
}
