// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** KMS, for tests. */
@NullMarked
package org.exposurenotifications.testing.standins.aws;

import org.jspecify.annotations.NullMarked;
