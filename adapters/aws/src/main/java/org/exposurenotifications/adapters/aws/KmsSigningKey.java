// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.keys.SigningKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * A key that signs where it is.
 *
 * @param name as it was asked for
 * @param arn never an alias
 */
record KmsSigningKey(LazyClient<KmsClient> client, String name, String arn, Bytes publicKey)
    implements SigningKey {
  @Override
  public Bytes signDigest(Bytes sha256) {
    if (sha256.length() != 32) {
      throw new IllegalArgumentException("digest of " + sha256.length() + " bytes");
    }
    try {
      SignResponse answer =
          client
              .get()
              .sign(request ->
                  request
                      .keyId(arn)
                      .messageType(MessageType.DIGEST)
                      .message(SdkBytes.fromByteArray(sha256.toByteArray()))
                      .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
      return Bytes.of(answer.signature().asByteArray());
    } catch (SdkException e) {
      throw AwsFailure.of("sign by the key '" + name + "'", "kms:Sign on this key", e);
    }
  }
}
