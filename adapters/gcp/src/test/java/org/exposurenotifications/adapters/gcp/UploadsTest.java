// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.testing.standins.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract does not see of an upload. */
final class UploadsTest {
  private static final BlobName NAME = new BlobName("exports", "v1/1-2.zip");
  private static final BlobAttributes ZIP = new BlobAttributes("application/zip", true);

  private final StandIn gcs = StandIn.fakeGcs();
  private final TestCloud cloud = new TestCloud(Optional.of(gcs.address()), 0);
  private final GcpPlatform platform = cloud.platform();
  private Storage storage;

  @BeforeEach
  void makeTheBucket() {
    storage =
        StorageOptions.newBuilder()
            .setHost(gcs.address().toString())
            .setProjectId(TestCloud.PROJECT)
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
    storage.create(BucketInfo.of(NAME.bucket()));
  }

  @AfterEach
  void close() throws Exception {
    storage.close();
    platform.close();
    cloud.close();
    gcs.close();
  }

  @Test
  void anObjectCarriesTheHeadersThatPhonesAndCachesSee() {
    platform.blobs().put(NAME, ZIP, out -> out.write('x'));
    Blob object = storage.get(NAME.bucket(), NAME.name());
    assertThat(object.getContentType()).isEqualTo("application/zip");
    assertThat(object.getCacheControl()).isEqualTo("public, max-age=86400");
  }

  @Test
  void anObjectOfSomebodyElsesIsNotCacheableByOurRule() throws IOException {
    storage.create(
        com.google.cloud.storage.BlobInfo.newBuilder(NAME.bucket(), NAME.name())
            .setCacheControl("public, max-age=60")
            .build(),
        new byte[] {'x'});
    try (var blob = platform.blobs().open(NAME).orElseThrow()) {
      assertThat(blob.attributes().cacheable()).isFalse();
      assertThat(blob.length()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsSeenBeforeTheEnd() {
    platform
        .blobs()
        .put(
            NAME,
            ZIP,
            out -> {
              out.write(new byte[5 << 20]);
              assertThat(storage.get(NAME.bucket(), NAME.name())).isNull();
            });
    assertThat(storage.get(NAME.bucket(), NAME.name()).getSize()).isEqualTo(5 << 20);
  }

  @Test
  void whoClosesTheStreamDoesNotFinishTheObject() {
    IllegalStateException failure = new IllegalStateException("after closing");
    assertThatThrownBy(() ->
            platform
                .blobs()
                .put(
                    NAME,
                    ZIP,
                    out -> {
                      out.write('x');
                      out.close();
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(storage.get(NAME.bucket(), NAME.name())).isNull();
  }

  @Test
  void aWriteFailureThatTheWriterHidesDoesNotMakeATornObject() {
    assertThatThrownBy(() ->
            platform
                .blobs()
                .put(
                    NAME,
                    ZIP,
                    out -> {
                      out.write(new byte[3 << 20]);
                      gcs.close();
                      hide(() -> out.write(new byte[5 << 20]));
                    }))
        .isInstanceOf(PortFailure.class);
  }

  @Test
  void theStreamIsOfNoUseAfterwards() {
    AtomicReference<OutputStream> kept = new AtomicReference<>();
    platform
        .blobs()
        .put(
            NAME,
            ZIP,
            out -> {
              out.write('x');
              kept.set(out);
            });
    assertThatThrownBy(() -> kept.get().write('y')).isInstanceOf(IOException.class);
    assertThat(storage.get(NAME.bucket(), NAME.name()).getSize()).isEqualTo(1);
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private static void hide(Writing writing) {
    try {
      writing.run();
    } catch (IOException | RuntimeException _) {
      // as a careless writer would
    }
  }
}
