// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The export file's format, both ways. The only other user of protobuf. */
@NullMarked
package org.exposurenotifications.core.exportfile;

import org.jspecify.annotations.NullMarked;
