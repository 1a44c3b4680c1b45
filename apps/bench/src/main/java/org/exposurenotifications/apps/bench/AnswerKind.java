// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

/** What a request is, and what a watcher of the network must not learn. */
enum AnswerKind {
  REAL(200, ""),
  DECOY(200, "X-Chaff: 1\r\n"),
  BAD_CERTIFICATE(401, ""),
  TOO_MANY_KEYS(400, "");

  /** Of the answer. */
  final int status;

  /** Headers of the request, each with its line end. */
  final String fields;

  AnswerKind(int status, String fields) {
    this.status = status;
    this.fields = fields;
  }
}
