// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.violations;

interface KeyRule {
  final class ForgetOldKeys implements KeyRule {}
}
