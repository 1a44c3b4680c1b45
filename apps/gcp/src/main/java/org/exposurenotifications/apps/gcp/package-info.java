// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The server on Google Cloud. */
@NullMarked
package org.exposurenotifications.apps.gcp;

import org.jspecify.annotations.NullMarked;
