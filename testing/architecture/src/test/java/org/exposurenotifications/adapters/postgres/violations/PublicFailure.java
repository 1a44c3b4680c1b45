// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres.violations;

/** A vendor's failure that gets out. */
public final class PublicFailure extends RuntimeException {}
