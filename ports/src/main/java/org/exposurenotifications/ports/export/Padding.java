// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.util.List;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;

/**
 * Keys that nobody used, among which the reported ones cannot be told.
 *
 * @param keys invented ones
 * @param revisions of these keys, or of ones invented earlier, in the window that their {@code
 *     revisedAt} names
 */
public record Padding(List<Exposure> keys, List<Revision> revisions) {
  public static final Padding NONE = new Padding(List.of(), List.of());

  public Padding {
    keys = List.copyOf(keys);
    revisions = List.copyOf(revisions);
  }
}
