// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

/** There is no usable value yet: temporarily unavailable, and worth a retry later. */
public final class StillLoading extends RuntimeException {
  StillLoading(String message) {
    super(message);
  }
}
