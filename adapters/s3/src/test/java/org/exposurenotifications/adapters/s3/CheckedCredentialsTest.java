// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

final class CheckedCredentialsTest {
  private static final AwsCredentials KEY = AwsBasicCredentials.create("id", "secret");

  private boolean away;
  private final CheckedCredentials credentials = new CheckedCredentials(this::answer);

  @Test
  void whoNeverHadCredentialsHasToBeGivenSome() {
    away = true;
    assertThatThrownBy(credentials::resolveCredentials)
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("there are no credentials for S3");
    away = false;
    assertThat(credentials.resolveCredentials()).isEqualTo(KEY);
  }

  @Test
  void aSessionThatCannotBeRenewedForNowMayBeRenewedLater() {
    assertThat(credentials.resolveCredentials()).isEqualTo(KEY);
    away = true;
    assertThatThrownBy(credentials::resolveCredentials)
        .isInstanceOf(PortFailure.Transient.class)
        .hasMessageNotContaining("vendor's words");
    away = false;
    assertThat(credentials.resolveCredentials()).isEqualTo(KEY);
  }

  private AwsCredentials answer() {
    if (away) {
      throw SdkClientException.create("vendor's words");
    }
    return KEY;
  }
}
