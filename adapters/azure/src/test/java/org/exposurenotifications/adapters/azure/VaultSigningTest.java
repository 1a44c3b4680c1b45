// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Key Vault's versions mean to a signing key. */
final class VaultSigningTest {
  private static final Bytes DIGEST = Bytes.of(new byte[32]);
  private static final String ABSENT_VERSION = "0".repeat(32);

  private final TestVault vault = new TestVault();
  private final AzurePlatform platform = vault.platform();

  @AfterEach
  void close() {
    platform.close();
    vault.close();
  }

  @Test
  void aNameStaysTheFirstVersionThoughVersionsAreAdded() {
    Bytes first = platform.signingKeys().ensure("export").publicKey();
    addVersion("export");

    assertThat(platform.signingKeys().ensure("export").publicKey()).isEqualTo(first);
    assertThat(find("export")).hasValue(first);
  }

  @Test
  void everyVersionCanBeNamed() {
    Bytes first = platform.signingKeys().ensure("export").publicKey();
    addVersion("export");
    List<String> versions = vault.service.keys.ids("export");

    assertThat(find("export/" + versions.getFirst())).hasValue(first);
    assertThat(find("export/" + versions.getLast())).isPresent().isNotEqualTo(Optional.of(first));
    assertThat(find("export/" + ABSENT_VERSION)).isEmpty();
    assertThat(find("export/latest")).isEmpty();
    assertThatThrownBy(() -> platform.signingKeys().ensure("export/" + ABSENT_VERSION))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("name the key alone");
    assertThat(vault.service.keys.ids("export")).hasSize(2);
  }

  @Test
  void twoProcessesThatMakeAKeyInTheSameSecondAgreeOnOneVersion() throws Exception {
    vault.service.keys.clock = () -> 1_800_000_000L;
    CyclicBarrier bothAreMakingIt = new CyclicBarrier(2);
    vault.service.before =
        path -> {
          if (path.endsWith("/create")) {
            await(bothAreMakingIt);
          }
        };
    List<Bytes> made = atOnce(List.of(this::makeAsAnotherProcess, this::makeAsAnotherProcess));

    assertThat(vault.service.keys.ids("raced")).hasSize(2);
    assertThat(made.getFirst()).isEqualTo(made.getLast());
    assertThat(find("raced")).hasValue(made.getFirst());
  }

  @Test
  void aDisabledVersionIsFoundAndRefusesToSign() {
    SigningKey key = platform.signingKeys().ensure("export");
    vault.service.keys.disable("export", vault.service.keys.ids("export").getFirst());

    assertThat(find("export")).hasValue(key.publicKey());
    assertThatThrownBy(() -> key.signDigest(DIGEST))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("nothing disabled")
        .hasMessageContaining("Key Vault Crypto User");
  }

  @Test
  void aKeyThatIsDeletedMeanwhileRefusesToSign() {
    SigningKey key = platform.signingKeys().ensure("export");
    vault.service.keys.delete("export");

    assertThatThrownBy(() -> key.signDigest(DIGEST))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("there is no such key");
  }

  @Test
  void aDeletedKeyIsNotMadeAgainBeforeItIsPurged() {
    SigningKey _ = platform.signingKeys().ensure("export");
    vault.service.keys.delete("export");

    assertThatThrownBy(() -> platform.signingKeys().ensure("export"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("recover, purge");
  }

  @Test
  void aKeyOfAnotherKindDoesNotSign() {
    platform.keyEncryption().ensure("seal");

    assertThatThrownBy(() -> platform.signingKeys().find("seal"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("no P-256 signing key");
  }

  private Bytes makeAsAnotherProcess() {
    try (AzurePlatform other =
        TestVault.platform(
            vault.config(TestVault.NOWHERE, Optional.empty()),
            KeyVaultService.TOKEN,
            AzureSigningKeys.SETTLING)) {
      return other.signingKeys().ensure("raced").publicKey();
    }
  }

  private Optional<Bytes> find(String name) {
    return platform.signingKeys().find(name).map(SigningKey::publicKey);
  }

  private void addVersion(String name) {
    assertThat(vault.keyClient().createEcKey(new CreateEcKeyOptions(name))).isNotNull();
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> answers = threads.invokeAll(calls);
      return List.of(answers.getFirst().get(), answers.getLast().get());
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      int _ = barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
