// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.junit.jupiter.api.BeforeEach;

/** Keys behind faults without a network: a schedule, asked by whoever has the call in hand. */
abstract class ToyKeys implements KeyFaultContract {
  private final FaultSchedule schedule = new FaultSchedule();
  private final MapSigningKeys signing = new MapSigningKeys();
  private final Aes sealing = new Aes();
  private final ToyRetries retries;

  ToyKeys(ToyRetries retries) {
    this.retries = retries;
  }

  @BeforeEach
  void letAllPass() {
    schedule.clear();
  }

  @Override
  public FaultSource faults() {
    return schedule;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(2);
  }

  @Override
  public SigningKeys signingKeys() {
    return new SigningKeys() {
      @Override
      public Optional<SigningKey> find(String name) {
        return call(name, () -> signing.find(name)).map(key -> spoilt(name, key));
      }

      @Override
      public SigningKey ensure(String name) {
        return spoilt(name, call(name, () -> signing.ensure(name)));
      }
    };
  }

  @Override
  public KeyEncryption keyEncryption() {
    return new KeyEncryption() {
      @Override
      public void ensure(String keyName) {
        sealing.ensure(keyName);
      }

      @Override
      public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
        return call(keyName, () -> sealing.encrypt(keyName, plaintext, associatedData));
      }

      @Override
      public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
        return call(keyName, () -> sealing.decrypt(keyName, ciphertext, associatedData));
      }
    };
  }

  private SigningKey spoilt(String name, SigningKey key) {
    return new SigningKey() {
      @Override
      public Bytes signDigest(Bytes sha256) {
        return call(name, () -> key.signDigest(sha256));
      }

      @Override
      public Bytes publicKey() {
        return key.publicKey();
      }
    };
  }

  private <T> T call(String subject, Supplier<T> call) {
    return retries.run(
        subject,
        () -> {
          Optional<Fault> fault = schedule.next();
          if (fault.isPresent()) {
            throw failure(fault.get());
          }
          return call.get();
        });
  }

  private static IOException failure(Fault fault) {
    return switch (fault) {
      case THROTTLED -> refusal(429);
      case SERVER_ERROR -> refusal(500);
      case FORBIDDEN -> refusal(403);
      case EXPIRED_CREDENTIALS -> refusal(401);
      case STALLED -> {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        yield new IOException("timed out");
      }
      case RESET, REFUSED, CUT_REPLY, CUT_UPLOAD ->
          throw new IllegalArgumentException(fault + " takes a connection");
    };
  }

  private static IOException refusal(int status) {
    return new ToyRetries.ToyRefusal(status, FaultSource.VENDOR_WORDS);
  }
}
