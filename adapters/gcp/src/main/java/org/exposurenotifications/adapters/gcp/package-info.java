// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Google Cloud as a platform: Cloud Storage, Secret Manager and Cloud KMS. */
@NullMarked
package org.exposurenotifications.adapters.gcp;

import org.jspecify.annotations.NullMarked;
