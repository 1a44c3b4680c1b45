// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.aws;

/** An error as the protocol tells it: a status and a type. */
final class KmsError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;

  KmsError(int status, String type) {
    super(type);
    this.status = status;
    this.type = type;
  }

  static KmsError refusal(String type) {
    return new KmsError(400, type);
  }

  int status() {
    return status;
  }

  String body() {
    return "{\"__type\":\"%s\",\"message\":\"in the words of the vendor\"}".formatted(type);
  }
}
