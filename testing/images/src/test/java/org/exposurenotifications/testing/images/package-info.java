// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The container images, unpacked and started as a container engine does. */
@NullMarked
package org.exposurenotifications.testing.images;

import org.jspecify.annotations.NullMarked;
