// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Terraform, and what it is given, for tests of the clouds' deployments. */
@NullMarked
package org.exposurenotifications.testing.terraform;

import org.jspecify.annotations.NullMarked;
