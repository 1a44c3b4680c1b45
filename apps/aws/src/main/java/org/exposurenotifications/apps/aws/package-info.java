// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The server on AWS. */
@NullMarked
package org.exposurenotifications.apps.aws;

import org.jspecify.annotations.NullMarked;
