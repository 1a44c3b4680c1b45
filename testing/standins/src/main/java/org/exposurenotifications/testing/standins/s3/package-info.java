// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** S3, for tests. */
@NullMarked
package org.exposurenotifications.testing.standins.s3;

import org.jspecify.annotations.NullMarked;
