// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.exposurenotifications.core.config.Cached;
import org.exposurenotifications.core.config.StillLoading;
import org.exposurenotifications.core.token.proto.RevisionTokenEnvelope;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.token.RevisionKeyStore;

/**
 * Seals and opens revision tokens (publish.md 6.5, 6.6). Thread-safe.
 *
 * <p>Data keys are unwrapped once and kept; which ones are allowed is looked up again in the
 * background, so that a change takes effect within {@link TokenSettings#cacheDuration()}, or twice
 * that if the store fails; and, once in that time, for a token under a key not yet known.
 */
@Singleton
public final class RevisionTokens {
  /** Longer and more than for registrations: an upload that is stored already waits for a token. */
  private static final Cached.Patience PATIENCE = new Cached.Patience(Duration.ofSeconds(20), 256);

  private final byte[] associatedData;
  private final Duration cacheDuration;
  private final TokenFormat format;
  private final Cached<DataKeys> dataKeys;
  private final Cached<DataKeys> earlyLook;

  @Inject
  public RevisionTokens(
      TokenSettings settings,
      RevisionKeyStore store,
      KeyEncryption encryption,
      SecureRandom random,
      Executor background) {
    this.associatedData = settings.associatedData().toByteArray();
    this.cacheDuration = settings.cacheDuration();
    this.format = new TokenFormat(settings.minLength());
    this.dataKeys =
        new Cached<>(
            new UnwrapDataKeys(settings.keyName(), store, encryption, random),
            background,
            PATIENCE);
    this.earlyLook =
        new Cached<>((_, now) -> dataKeys.fresh(Duration.ZERO, now), background, PATIENCE);
  }

  /**
   * Seals under the newest key that works.
   *
   * @return different each time; its length tells nothing about up to 30 keys
   * @throws PortFailure if there is no key to seal with
   * @throws StillLoading if keys take too long to load
   */
  public Bytes seal(List<TokenEntry> entries, Instant now) {
    Entry<Long, DataKey.Usable> key = dataKeys.get(cacheDuration, now).effective();
    try {
      byte[] sealed = key.getValue().aead().encrypt(format.encode(entries), associatedData);
      return Bytes.of(
          RevisionTokenEnvelope.newBuilder()
              .setKeyId(Long.toString(key.getKey()))
              .setSealed(ByteString.copyFrom(sealed))
              .build()
              .toByteArray());
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("revision tokens cannot be sealed", e);
    }
  }

  /**
   * Opens what any instance with these keys sealed.
   *
   * @return the entries, those of stored keys first; empty if it is no token, was changed, or its
   *     key is gone
   * @throws PortFailure if its key is known but does not work at present, or keys cannot be loaded
   * @throws StillLoading if keys take too long to load
   */
  public Optional<List<TokenEntry>> open(Bytes token, Instant now) {
    try {
      RevisionTokenEnvelope envelope = RevisionTokenEnvelope.parseFrom(token.toByteArray());
      Optional<DataKey> key = find(Long.parseLong(envelope.getKeyId()), now);
      return key.isEmpty() ? Optional.empty() : open(envelope.getSealed(), key.get());
    } catch (InvalidProtocolBufferException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private Optional<List<TokenEntry>> open(ByteString sealed, DataKey key) {
    return switch (key) {
      case DataKey.Unusable(PortFailure failure) -> throw failure;
      case DataKey.Usable usable -> {
        try {
          byte[] plaintext = usable.aead().decrypt(sealed.toByteArray(), associatedData);
          yield TokenFormat.decode(plaintext);
        } catch (GeneralSecurityException _) {
          yield Optional.empty();
        }
      }
    };
  }

  /** Made-up key ids cause no more than one early look in each period. */
  private Optional<DataKey> find(long id, Instant now) {
    return dataKeys
        .get(cacheDuration, now)
        .find(id)
        .or(() -> earlyLook.fresh(cacheDuration, now).find(id));
  }
}
