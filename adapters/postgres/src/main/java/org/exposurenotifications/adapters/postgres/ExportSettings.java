// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import org.exposurenotifications.ports.config.ExportConfig;
import org.jdbi.v3.core.statement.SqlStatement;

/** The settings that an export hands down to its batches. */
final class ExportSettings {
  private ExportSettings() {}

  static <S extends SqlStatement<S>> S bind(S statement, ExportConfig export) {
    return statement
        .bind("name", export.name())
        .bind("bucket", export.bucket())
        .bind("filenameRoot", export.filenameRoot())
        .bind("outputRegion", export.outputRegion())
        .bind("inputRegions", ArrayArgument.regions(export.filter().inputRegions()))
        .bind("excludeRegions", ArrayArgument.regions(export.filter().excludeRegions()))
        .bind("includeTravelers", export.filter().includeTravelers())
        .bind("onlyNonTravelers", export.filter().onlyNonTravelers())
        .bind("maxRecords", export.maxRecords())
        .bind("signatureInfos", ArrayArgument.texts(export.signatureInfos()));
  }
}
