// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<String, String> secrets;
  private final BlobStore blobs = new MemoryBlobStore();
  private final SigningKeys signingKeys = new MemorySigningKeys();
  private final KeyEncryption keyEncryption = new MemoryKeyEncryption();

  /** Without secrets. */
  public MemoryPlatform() {
    this(Map.of());
  }

  /**
   * @param secrets values by reference
   */
  public MemoryPlatform(Map<String, String> secrets) {
    this.secrets = new ConcurrentHashMap<>(secrets);
  }

  /**
   * A verifier that trusts what it was told to.
   *
   * @param genuine evidence, and the request hash that each is bound to
   */
  public static AttestationVerifier attestation(Map<String, Bytes> genuine) {
    return new MemoryAttestation(genuine);
  }

  /** Adds a secret, or replaces the one of this reference. */
  public void putSecret(String reference, String value) {
    secrets.put(reference, value);
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  @Override
  public SecretStore secrets() {
    return new MemorySecretStore(secrets);
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
