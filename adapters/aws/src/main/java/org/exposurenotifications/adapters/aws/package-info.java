// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** AWS as a platform: Secrets Manager and KMS. */
@NullMarked
package org.exposurenotifications.adapters.aws;

import org.jspecify.annotations.NullMarked;
