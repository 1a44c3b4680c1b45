// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlobStoreTest {
  private static final BlobAttributes ZIP = new BlobAttributes("application/zip", true);
  private static final BlobName NAME = new BlobName("public", "v1/a b/é.zip");

  @TempDir Path root;
  private FileBlobStore store;

  @BeforeEach
  void open() {
    store = new FileBlobStore(root);
  }

  @Test
  void anObjectIsAPlainFileThatAnyWebServerCanRead() throws IOException {
    put(NAME, "one");

    Path file = root.resolve("public/v1/a b/é.zip");
    assertThat(file).hasContent("one");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void nothingButTheObjectsIsInABucketsFolder() throws IOException {
    put(NAME, "one");
    put(NAME, "two");

    try (Stream<Path> files = Files.walk(root.resolve("public")).filter(Files::isRegularFile)) {
      assertThat(files).containsExactly(root.resolve("public/v1/a b/é.zip"));
    }
  }

  @Test
  void anotherProcessSeesTheAttributes() throws IOException {
    store.put(NAME, new BlobAttributes("text/x; q=\"\n\"", false), out -> out.write('x'));

    try (Blob blob = new FileBlobStore(root).open(NAME).orElseThrow()) {
      assertThat(blob.attributes()).isEqualTo(new BlobAttributes("text/x; q=\"\n\"", false));
    }
  }

  @Test
  void aFileThatSomebodyElsePutThereIsAnObject() throws IOException {
    Files.createDirectories(root.resolve("public"));
    Files.writeString(root.resolve("public/hand.txt"), "made by hand");

    try (Blob blob = store.open(new BlobName("public", "hand.txt")).orElseThrow()) {
      assertThat(blob.attributes().cacheable()).isFalse();
      assertThat(blob.length()).isEqualTo(12);
    }
  }

  @Test
  void anOpenObjectStaysReadableWhenItIsReplaced() throws IOException {
    put(NAME, "old");
    try (Blob blob = store.open(NAME).orElseThrow()) {
      put(NAME, "a new one");
      assertThat(blob.content().readAllBytes()).isEqualTo("old".getBytes(UTF_8));
    }
  }

  @Test
  void leftoversOfACrashAreRemovedAndFilesInTheMakingAreNot() throws IOException {
    put(NAME, "one");
    Path incoming = root.resolve(".state/incoming");
    Path wreck = Files.writeString(incoming.resolve("staged-1.tmp"), "half");
    Path alive = Files.writeString(incoming.resolve("staged-2.tmp"), "half");
    Files.setLastModifiedTime(
        wreck,
        FileTime.from(Files.getLastModifiedTime(alive).toInstant().minus(Duration.ofMinutes(61))));

    put(NAME, "two");

    assertThat(incoming).isDirectoryContaining(alive::equals);
    assertThat(wreck).doesNotExist();
  }

  @Test
  void aFailedWriteLeavesNothingBehind() throws IOException {
    put(NAME, "one");

    assertThatThrownBy(() ->
            store.put(
                NAME,
                ZIP,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IllegalStateException("stop");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stop");
    assertThat(root.resolve(".state/incoming")).isEmptyDirectory();
    assertThat(read(NAME)).isEqualTo("one");
  }

  @Test
  void aNameBelowAnObjectIsRefused() {
    put(new BlobName("public", "v1"), "one");

    assertThatThrownBy(() -> put(new BlobName("public", "v1/index.txt"), "two"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("in the way");
    assertThat(store.open(new BlobName("public", "v1/index.txt"))).isEmpty();
  }

  @Test
  void aNameAboveAnObjectIsRefusedUntilTheObjectIsGone() throws IOException {
    BlobName above = new BlobName("public", "v1");
    BlobName below = new BlobName("public", "v1/index.txt");
    put(below, "one");

    assertThatThrownBy(() -> put(above, "two"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("folder of other objects");
    assertThat(store.open(above)).isEmpty();

    store.delete(below);
    put(above, "two");
    assertThat(read(above)).isEqualTo("two");
  }

  @Test
  void symbolicLinksAreNotFollowed(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("secret"), "s");
    put(NAME, "one");
    Files.createSymbolicLink(root.resolve("public/link"), outside);
    Files.createSymbolicLink(root.resolve("public/file"), outside.resolve("secret"));

    assertThat(store.open(new BlobName("public", "link/secret"))).isEmpty();
    assertThat(store.open(new BlobName("public", "file"))).isEmpty();
    assertThatThrownBy(() -> put(new BlobName("public", "link/secret"), "two"))
        .isInstanceOf(PortFailure.Permanent.class);
    store.delete(new BlobName("public", "link/secret"));
    put(new BlobName("public", "file"), "two");
    assertThat(outside.resolve("secret")).hasContent("s");
  }

  @Test
  void theStoresOwnFolderIsNoBucket() throws IOException {
    put(NAME, "one");

    try (Stream<Path> top = Files.list(root)) {
      assertThat(top.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals(NAME.bucket()))
          .isNotEmpty()
          .allSatisfy(name ->
              assertThatIllegalArgumentException().isThrownBy(() -> new BlobName(name, "lock")));
    }
  }

  @Test
  void aNameThatNoFileSystemCanSpellIsAbsentAndCannotBeStored() {
    BlobName name = new BlobName("public", "\ud800");

    assertThat(store.open(name)).isEmpty();
    assertThatThrownBy(() -> put(name, "x"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("cannot spell");
  }

  @Test
  void aPartThatNoFileCanBeCalledIsRefused() {
    BlobName name = new BlobName("public", "é".repeat(128));

    assertThatThrownBy(() -> put(name, "x"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("255 bytes");
    assertThat(store.open(name)).isEmpty();
    store.delete(name);
  }

  @Test
  void theBucketsFolderOutlivesItsObjects() throws IOException {
    put(NAME, "one");
    store.delete(NAME);

    assertThat(root.resolve("public")).isEmptyDirectory();
    assertThat(root.resolve(".state/attributes/public")).isEmptyDirectory();
  }

  @Test
  void aRootThatIsAFileIsAPermanentFailure() throws IOException {
    FileBlobStore misplaced =
        new FileBlobStore(Files.writeString(root.resolve("file"), "").resolve("root"));

    assertThatThrownBy(() -> misplaced.put(NAME, ZIP, out -> out.write('x')))
        .isInstanceOfAny(PortFailure.Permanent.class, PortFailure.Transient.class)
        .hasMessageContaining(NAME.toString());
  }

  @Test
  void manyNamesWrittenAndDeletedAtOnceDoNotDisturbEachOther() {
    List.of("a", "b", "c", "d").parallelStream()
        .forEach(writer -> {
          BlobName name = new BlobName("public", "shared/folder/" + writer);
          for (int i = 0; i < 20; i++) {
            put(name, writer + i);
            assertThat(read(name)).isEqualTo(writer + i);
            store.delete(name);
          }
        });

    assertThat(root.resolve("public")).isEmptyDirectory();
  }

  private void put(BlobName name, String content) {
    store.put(name, ZIP, out -> out.write(content.getBytes(UTF_8)));
  }

  private String read(BlobName name) {
    try (Blob blob = store.open(name).orElseThrow()) {
      return new String(blob.content().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
