// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.exposurenotifications.adapters.onprem.OnPremConfig.Blobs;
import org.exposurenotifications.adapters.onprem.OnPremConfig.Keys;
import org.exposurenotifications.adapters.onprem.OnPremConfig.Secrets;
import org.exposurenotifications.adapters.onprem.OnPremConfig.Vault;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * A machine of one's own: files, or HashiCorp Vault. Several processes may use the same directories
 * at once, on a file system with file locks and hard links. Thread-safe.
 *
 * <p>Secrets: a reference {@code env:NAME} names an environment variable. Any other names a file
 * below the secret directory, or a folder whose files are versions, named by numbers; or in Vault a
 * field of a secret in a KV engine of version 2, as {@code MOUNT/PATH@VERSION#FIELD}, such as
 * {@code secret/keyserver/database@3#password}. Without a version it is the newest, without a field
 * the field {@code value}. The mount is one word; words are of letters, digits, dots, dashes and
 * underscores. A version that was deleted or destroyed is refused, one that never was is absent.
 *
 * <p>Keys in files: names are words of letters, digits, dot, dash and underscore, with slashes
 * between them. Signing keys in Vault: {@code NAME}, or {@code NAME@VERSION}; without a version the
 * newest at the time of the look-up. Encryption keys in Vault: {@code NAME}; the newest version
 * seals, every version opens that Vault still allows to.
 *
 * <p>What Vault cannot do for now is tried again within the time-out of the config.
 */
public final class OnPremPlatform implements Platform {
  private final OnPremConfig config;
  private final Map<Vault, VaultClient> vaults = new ConcurrentHashMap<>();
  private final BlobStore blobs;
  private final SecretStore secrets;
  private final KeyParts keys;

  /**
   * @param random thread-safe; varies the pauses between tries
   */
  public OnPremPlatform(OnPremConfig config, InstantSource clock, RandomGenerator random) {
    this(config, clock, random, Thread::sleep, Alarm.onItsOwnThread());
  }

  OnPremPlatform(
      OnPremConfig config,
      InstantSource clock,
      RandomGenerator random,
      Retries.Sleeper sleeper,
      Alarm alarm) {
    this.config = config;
    this.blobs =
        switch (config.blobs()) {
          case Blobs.Files files -> new FileBlobStore(files.directory());
          case Blobs.Elsewhere elsewhere -> elsewhere.store();
        };
    SecretStore stored =
        switch (config.secrets()) {
          case Secrets.EnvironmentOnly _ -> _ -> Optional.empty();
          case Secrets.Files files -> new FileSecretStore(files.directory());
          case Secrets.KeyValue inVault ->
              new VaultSecretStore(client(inVault.vault(), clock, random, sleeper, alarm));
        };
    SecretStore environment = new EnvironmentSecretStore(config.environment());
    this.secrets =
        reference ->
            reference.startsWith(EnvironmentSecretStore.PREFIX)
                ? environment.find(reference)
                : stored.find(reference);
    this.keys =
        switch (config.keys()) {
          case Keys.Files files -> KeyParts.inFiles(files.directory());
          case Keys.Transit transit ->
              KeyParts.inVault(
                  client(transit.vault(), clock, random, sleeper, alarm), transit.mount());
        };
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
    return keys.signing();
  }

  @Override
  public KeyEncryption keyEncryption() {
    return keys.encryption();
  }

  /** A store that was handed in is not checked here. */
  @Override
  public List<String> check() {
    List<String> problems = new ArrayList<>();
    if (config.blobs() instanceof Blobs.Files files) {
      problems.addAll(DirectoryCheck.writable("blob directory", files.directory()));
    }
    List<String> unreachable = vaults.values().stream().flatMap(v -> v.check().stream()).toList();
    problems.addAll(unreachable);
    if (unreachable.isEmpty() || config.keys() instanceof Keys.Files) {
      problems.addAll(keys.check().get());
    }
    if (config.secrets() instanceof Secrets.Files files) {
      problems.addAll(DirectoryCheck.readable("secret directory", files.directory()));
    }
    return List.copyOf(problems);
  }

  @Override
  public void close() {
    vaults.values().forEach(VaultClient::close);
  }

  private VaultClient client(
      Vault vault,
      InstantSource clock,
      RandomGenerator random,
      Retries.Sleeper sleeper,
      Alarm alarm) {
    return vaults.computeIfAbsent(
        vault, _ -> new VaultClient(vault, clock, random, sleeper, alarm));
  }
}
