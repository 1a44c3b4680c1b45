// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.json.JsonObject;

/** The fields of a secret. */
final class Fields {
  private Fields() {}

  static JsonObject of(String name, String value) {
    return new JsonObject().add(name, value);
  }
}
