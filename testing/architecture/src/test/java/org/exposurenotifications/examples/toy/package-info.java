// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The adapter that docs/adding-an-adapter.md shows. */
@NullMarked
package org.exposurenotifications.examples.toy;

import org.jspecify.annotations.NullMarked;
