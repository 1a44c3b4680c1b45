// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.util.List;
import java.util.Map;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.attestation.AttestationVerifier;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * A platform that lives and dies with the process: for tests and for trying things out.
 * Thread-safe.
 */
public final class MemoryPlatform implements Platform {
  private final MemorySecretStore secrets = new MemorySecretStore();
  private final BlobStore blobs = new MemoryBlobStore();
  private final MemorySigningKeys signingKeys = new MemorySigningKeys();
  private final MemoryKeyEncryption keyEncryption = new MemoryKeyEncryption();

  /** Without secrets. */
  public MemoryPlatform() {
    this(Map.of());
  }

  /**
   * @param secrets values by name
   */
  public MemoryPlatform(Map<String, String> secrets) {
    secrets.forEach(this.secrets::add);
  }

  /**
   * A verifier that trusts what it was told to.
   *
   * @param genuine evidence, and the request hash that each is bound to
   */
  public static AttestationVerifier attestation(Map<String, Bytes> genuine) {
    return new MemoryAttestation(genuine);
  }

  /** Adds a secret, or a newer version of it: {@code name@2} refers to the second. */
  public void putSecret(String name, String value) {
    secrets.add(name, value);
  }

  /** With all its versions; idempotent. */
  public void removeSecret(String name) {
    secrets.remove(name);
  }

  /** Idempotent. */
  public void destroySigningKey(String name) {
    signingKeys.destroy(name);
  }

  /** Has the key seal anew from now on, and still open what it sealed before. */
  public void rotateEncryptionKey(String name) {
    keyEncryption.rotate(name);
  }

  /** With all its versions; idempotent. */
  public void destroyEncryptionKey(String name) {
    keyEncryption.destroy(name);
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  @Override
  public SecretStore secrets() {
    return secrets;
  }

  @Override
  public SigningKeys signingKeys() {
    return signingKeys;
  }

  @Override
  public KeyEncryption keyEncryption() {
    return keyEncryption;
  }

  @Override
  public List<String> check() {
    return List.of();
  }

  @Override
  public void close() {}
}
