// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

/**
 * What a watcher of the network sees of one answer.
 *
 * @param nanos from the first byte of the request to the last of the answer
 * @param bytes of the answer, status line and headers included
 */
record Sample(long nanos, int bytes) {}
