// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.testing.contracts.BlobStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class S3BlobStoreTest implements BlobStoreContract {
  private static S3Server server;
  private static S3BlobStore store;

  @BeforeAll
  static void start() {
    server = S3Server.start();
    store = new S3BlobStore(server.config());
  }

  @BeforeEach
  void empty() {
    server.empty();
  }

  @AfterAll
  static void stop() {
    store.close();
    server.close();
  }

  @Override
  public BlobStore blobs() {
    return store;
  }
}
