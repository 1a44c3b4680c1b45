// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileReader;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.ReadLimits;
import org.exposurenotifications.core.exportfile.ReadOutcome;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobName;

/**
 * What phones see of an export. Every file that the index names is there, readable, and signed.
 *
 * @param index empty if there is none
 * @param files by name, in the index's order
 */
public record Published(Optional<String> index, Map<String, ExportFile> files) {

  static Published read(MemoryPlatform platform, String bucket, String root) {
    Optional<String> index =
        content(platform, new BlobName(bucket, root + "/index.txt"))
            .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    Map<String, ExportFile> files = new LinkedHashMap<>();
    index.stream()
        .flatMap(String::lines)
        .forEach(name -> files.put(name, file(platform, new BlobName(bucket, name))));
    return new Published(index, files);
  }

  private static ExportFile file(MemoryPlatform platform, BlobName name) {
    byte[] archive = content(platform, name).orElseThrow(() -> new AssertionError(name));
    ReadOutcome outcome = new ExportFileReader(ReadLimits.DEFAULT).read(Bytes.of(archive));
    assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
    ExportFile file = ((ReadOutcome.Read) outcome).file();
    assertThat(file.signatures()).hasSameSizeAs(file.signers()).isNotEmpty();
    assertThat(file.signatures())
        .allMatch(signature ->
            file.sha256().length() == 32
                && keys(platform).anyMatch(key -> signature.verifies(key, file.sha256())));
    return file;
  }

  /** Of the names that tests use. */
  private static Stream<PublicKey> keys(MemoryPlatform platform) {
    return Stream.of("key-1", "key-2", "key-3")
        .flatMap(name -> platform.signingKeys().find(name).stream())
        .map(key -> publicKey(key.publicKey()));
  }

  static PublicKey publicKey(Bytes der) {
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static Optional<byte[]> content(MemoryPlatform platform, BlobName name) {
    Optional<Blob> found = platform.blobs().open(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Blob blob = found.get()) {
      return Optional.of(blob.content().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  /** Of all files, in their order. */
  List<FileKey> keys() {
    return files.values().stream().flatMap(file -> file.keys().stream()).toList();
  }

  List<FileKey> revisedKeys() {
    return files.values().stream().flatMap(file -> file.revisedKeys().stream()).toList();
  }

  /** Of all files, each once. */
  TreeSet<Bytes> keyData() {
    return new TreeSet<>(keys().stream().map(FileKey::keyData).toList());
  }

  /** Everything but the signatures, which differ each time. */
  List<Object> unsigned() {
    return files.entrySet().stream()
        .<Object>map(
            file -> List.of(file.getKey(), file.getValue().sha256(), file.getValue().keys()))
        .toList();
  }
}
