// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import java.nio.file.Path;

/**
 * Where the toy keeps its secrets.
 *
 * @param secretFile in the form of {@link java.util.Properties}, UTF-8; read at each look-up
 */
public record ToyConfig(Path secretFile) {}
