// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.net.URI;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.jdbi.v3.core.Handle;

/** Registers or replaces entries, one caller after the other, inside a transaction. */
final class ChangeConfiguration {
  private ChangeConfiguration() {}

  static void run(Handle handle, Configuration changes) {
    handle.execute("LOCK TABLE health_authority IN SHARE ROW EXCLUSIVE MODE");
    changes.healthAuthorities().forEach(entry -> register(handle, entry));
    changes.authorizedApps().forEach(entry -> register(handle, entry));
    changes.signatureInfos().forEach(entry -> register(handle, entry));
    changes.exportConfigs().forEach(entry -> register(handle, entry));
  }

  private static void register(Handle handle, HealthAuthority authority) {
    handle
        .createUpdate(
            """
            INSERT INTO health_authority (issuer, audience, name, jwks_uri)
            VALUES (:issuer, :audience, :name, :jwksUri)
            ON CONFLICT (issuer) DO UPDATE
            SET audience = excluded.audience, name = excluded.name, jwks_uri = excluded.jwks_uri
            """)
        .bind("issuer", authority.issuer())
        .bind("audience", authority.audience())
        .bind("name", authority.name())
        .bind("jwksUri", authority.jwksUri().map(URI::toString))
        .execute();
    authority.keys().forEach(key -> register(handle, authority, key));
  }

  private static void register(Handle handle, HealthAuthority authority, HealthAuthority.Key key) {
    handle
        .createUpdate(
            """
            INSERT INTO health_authority_key (issuer, version, valid_from, valid_thru, public_key)
            VALUES (:issuer, :version, :from, :thru, :publicKey)
            ON CONFLICT (issuer, version) DO UPDATE
            SET valid_from = excluded.valid_from, valid_thru = excluded.valid_thru,
                public_key = excluded.public_key
            """)
        .bind("issuer", authority.issuer())
        .bind("version", key.version())
        .bind("from", key.from())
        .bind("thru", key.thru())
        .bind("publicKey", key.publicKeyPem())
        .execute();
  }

  private static void register(Handle handle, AuthorizedApp app) {
    handle
        .createUpdate(
            """
            INSERT INTO authorized_app (name, regions, health_authorities,
                                        bypass_health_authority_verification,
                                        bypass_revision_token)
            VALUES (:name, :regions, :healthAuthorities, :bypassVerification, :bypassToken)
            ON CONFLICT (name) DO UPDATE
            SET regions = excluded.regions, health_authorities = excluded.health_authorities,
                bypass_health_authority_verification
                  = excluded.bypass_health_authority_verification,
                bypass_revision_token = excluded.bypass_revision_token
            """)
        .bind("name", app.name())
        .bind("regions", ArrayArgument.regions(app.regions()))
        .bind("healthAuthorities", ArrayArgument.texts(app.healthAuthorities()))
        .bind("bypassVerification", app.bypassHealthAuthorityVerification())
        .bind("bypassToken", app.bypassRevisionToken())
        .execute();
  }

  /** What is replaced keeps its rank. */
  private static void register(Handle handle, SignatureInfo info) {
    handle
        .createUpdate(
            """
            INSERT INTO signature_info (id, signing_key, key_id, key_version, valid_from,
                                        valid_thru)
            VALUES (:id, :signingKey, :keyId, :keyVersion, :from, :thru)
            ON CONFLICT (id) DO UPDATE
            SET signing_key = excluded.signing_key, key_id = excluded.key_id,
                key_version = excluded.key_version, valid_from = excluded.valid_from,
                valid_thru = excluded.valid_thru
            """)
        .bind("id", info.id())
        .bind("signingKey", info.signingKey())
        .bind("keyId", info.keyId())
        .bind("keyVersion", info.keyVersion())
        .bind("from", info.from())
        .bind("thru", info.thru())
        .execute();
  }

  private static void register(Handle handle, ExportConfig export) {
    ExportSettings.bind(
            handle.createUpdate(
                """
                INSERT INTO export_config (name, bucket, filename_root, period_seconds,
                                           output_region, input_regions, exclude_regions,
                                           include_travelers, only_non_travelers, min_records,
                                           max_records, valid_from, valid_thru,
                                           signature_infos)
                VALUES (:name, :bucket, :filenameRoot, :periodSeconds, :outputRegion,
                        :inputRegions, :excludeRegions, :includeTravelers, :onlyNonTravelers,
                        :minRecords, :maxRecords, :from, :thru, :signatureInfos)
                ON CONFLICT (name) DO UPDATE
                SET bucket = excluded.bucket, filename_root = excluded.filename_root,
                    period_seconds = excluded.period_seconds,
                    output_region = excluded.output_region,
                    input_regions = excluded.input_regions,
                    exclude_regions = excluded.exclude_regions,
                    include_travelers = excluded.include_travelers,
                    only_non_travelers = excluded.only_non_travelers,
                    min_records = excluded.min_records,
                    max_records = excluded.max_records, valid_from = excluded.valid_from,
                    valid_thru = excluded.valid_thru, signature_infos = excluded.signature_infos
                """),
            export)
        .bind("periodSeconds", export.period().toSeconds())
        .bind("minRecords", export.minRecords())
        .bind("from", export.from())
        .bind("thru", export.thru())
        .execute();
  }
}
