// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

/** What became of reading a file that somebody else may have made. */
public sealed interface ReadOutcome {
  record Read(ExportFile file) implements ReadOutcome {}

  /**
   * @param reason one sentence; nothing of the content is in it
   */
  record Refused(String reason) implements ReadOutcome {}
}
