// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

/** What goes wrong with a request between a platform and its server. */
public enum Fault {
  /** Answered that there are too many. Not done. */
  THROTTLED,
  /** Answered with an error of the server's. Not done. */
  SERVER_ERROR,
  /** Answered that the caller may not. Not done. */
  FORBIDDEN,
  /** Answered that the caller's credentials are valid no more. Not done. */
  EXPIRED_CREDENTIALS,
  /** Taken and never answered. Not done. */
  STALLED,
  /** The connection is reset instead of an answer. Not done. */
  RESET,
  /** Nobody listens. Not done, and not counted. */
  REFUSED,
  /** The connection ends in the middle of the answer. Done. */
  CUT_REPLY,
  /** The connection ends in the middle of the request; those without a body pass unharmed. */
  CUT_UPLOAD
}
