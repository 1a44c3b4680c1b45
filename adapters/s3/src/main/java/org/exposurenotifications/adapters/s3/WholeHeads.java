// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.io.EOFException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Finds answers whose head broke off, which the JDK's connection takes for whole: they do not say
 * where their body ends.
 */
final class WholeHeads implements ExecutionInterceptor {
  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    SdkHttpResponse head = context.httpResponse();
    if (head.statusCode() == 200
        && head.firstMatchingHeader("Content-Length").isEmpty()
        && head.firstMatchingHeader("Transfer-Encoding").isEmpty()) {
      throw RetryableException.create(
          "the answer broke off", new EOFException("neither length nor chunks"));
    }
  }
}
