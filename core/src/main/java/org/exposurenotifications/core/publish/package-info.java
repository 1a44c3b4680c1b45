// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Accepts keys from phones: the rules of publish.md. */
@NullMarked
package org.exposurenotifications.core.publish;

import org.jspecify.annotations.NullMarked;
