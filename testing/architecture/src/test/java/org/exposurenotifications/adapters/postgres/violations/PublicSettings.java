// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres.violations;

/** The third thing to see. */
public record PublicSettings(String address) {}
