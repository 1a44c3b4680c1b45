// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

/**
 * What a request is for: what its failure is told with.
 *
 * @param what such as {@code store exports/index.txt}; safe to log
 * @param permission what it takes, such as {@code the role Key Vault Crypto User}
 * @param missing what to do if Azure does not find it
 */
record Attempt(String what, String permission, String missing) {}
