// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import org.exposurenotifications.ports.PortFailure;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * Makes keys and their aliases. KMS makes the two one after the other: of several callers at once,
 * the first to name its key wins, and the others' keys are deleted, unused.
 */
final class KmsKeyMaker {
  /** The fewest that KMS takes. */
  private static final int DAYS_UNTIL_DELETION = 7;

  private final LazyClient<KmsClient> client;

  KmsKeyMaker(LazyClient<KmsClient> client) {
    this.client = client;
  }

  /** Makes a key of that alias, unless there is one meanwhile. */
  void make(String alias, KeySpec spec, KeyUsageType usage) {
    KmsName.requireNew(alias);
    String key = create(alias, spec, usage);
    try {
      client.get().createAlias(request -> request.aliasName(alias).targetKeyId(key));
    } catch (AlreadyExistsException _) {
      delete(key);
    } catch (SdkException e) {
      PortFailure failure =
          AwsFailure.of(
              "name a key '" + alias + "'", "kms:CreateAlias on the key and the alias", e);
      try {
        delete(key);
      } catch (PortFailure left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
  }

  /** New names spread through KMS within seconds. */
  static PortFailure notYetVisible(String name) {
    return new PortFailure.Transient(
        "the new key '" + name + "' is not known everywhere yet: ask again", null);
  }

  private String create(String alias, KeySpec spec, KeyUsageType usage) {
    try {
      return client
          .get()
          .createKey(request ->
              request
                  .keySpec(spec)
                  .keyUsage(usage)
                  .description("Exposure Notifications key server, " + alias))
          .keyMetadata()
          .keyId();
    } catch (SdkException e) {
      throw AwsFailure.of("make the key '" + alias + "'", "kms:CreateKey", e);
    }
  }

  private void delete(String key) {
    try {
      client
          .get()
          .scheduleKeyDeletion(
              request -> request.keyId(key).pendingWindowInDays(DAYS_UNTIL_DELETION));
    } catch (SdkException e) {
      throw AwsFailure.of("delete the unused key " + key, "kms:ScheduleKeyDeletion on this key", e);
    }
  }
}
