// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Secret Manager, Cloud KMS and the resumable uploads of Cloud Storage, for tests. */
@NullMarked
package org.exposurenotifications.testing.standins.gcp;

import org.jspecify.annotations.NullMarked;
