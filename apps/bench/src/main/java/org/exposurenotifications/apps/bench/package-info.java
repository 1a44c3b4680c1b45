// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks of whole processes, each beside a ceiling that the same machine set in the same run.
 */
@NullMarked
package org.exposurenotifications.apps.bench;

import org.jspecify.annotations.NullMarked;
