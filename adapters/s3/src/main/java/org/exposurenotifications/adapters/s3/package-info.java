// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Objects in S3, or in anything that speaks its protocol. */
@NullMarked
package org.exposurenotifications.adapters.s3;

import org.jspecify.annotations.NullMarked;
