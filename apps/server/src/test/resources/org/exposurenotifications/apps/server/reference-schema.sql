-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- Tables of the shape that the Go server's have after its 80 migrations.
CREATE TABLE healthauthority (
  id bigserial PRIMARY KEY, iss text UNIQUE NOT NULL, aud text NOT NULL, name text NOT NULL,
  jwks_uri text, enable_stats boolean NOT NULL DEFAULT true);
CREATE TABLE healthauthoritykey (
  health_authority_id bigint, version text, from_timestamp timestamptz NOT NULL,
  thru_timestamp timestamptz, public_key text, PRIMARY KEY (health_authority_id, version));
CREATE TABLE healthauthoritystats (
  health_authority_id bigint, hour timestamptz NOT NULL, publish bigint[],
  UNIQUE (health_authority_id, hour));
CREATE TABLE authorizedapp (
  app_package_name text PRIMARY KEY, allowed_regions text[] NOT NULL,
  allowed_health_authority_ids bigint[],
  bypass_health_authority_verification boolean NOT NULL DEFAULT false,
  bypass_revision_token boolean NOT NULL DEFAULT false);
CREATE TABLE signatureinfo (
  id bigserial PRIMARY KEY, signing_key text NOT NULL, signing_key_version text,
  signing_key_id text, thru_timestamp timestamptz);
CREATE TABLE exportconfig (
  config_id bigserial PRIMARY KEY, bucket_name text NOT NULL, filename_root text NOT NULL,
  period_seconds bigint NOT NULL, output_region text, input_regions text[],
  exclude_regions text[], include_travelers boolean NOT NULL DEFAULT false,
  only_non_travelers boolean DEFAULT false, from_timestamp timestamptz NOT NULL,
  thru_timestamp timestamptz, signature_info_ids bigint[], max_records_override bigint);
CREATE UNIQUE INDEX ON exportconfig (lower(filename_root), lower(bucket_name));
CREATE TYPE exportbatchstatus AS ENUM ('OPEN', 'PENDING', 'COMPLETE', 'DELETED', 'DEL_PEND');
CREATE TABLE exportbatch (
  batch_id bigserial PRIMARY KEY, config_id bigint REFERENCES exportconfig, bucket_name text,
  filename_root text, start_timestamp timestamptz, end_timestamp timestamptz, output_region text,
  input_regions text[], exclude_regions text[], include_travelers boolean,
  only_non_travelers boolean, status exportbatchstatus NOT NULL DEFAULT 'OPEN',
  lease_expires timestamptz, signature_info_ids bigint[], max_records_override bigint);
CREATE TABLE exportfile (
  filename text PRIMARY KEY, bucket_name text, batch_id bigint REFERENCES exportbatch,
  output_region text, batch_num bigint, batch_size bigint, status text, input_regions text[],
  exclude_regions text[], include_travelers boolean, only_non_travelers boolean);
CREATE TABLE exposure (
  exposure_key text PRIMARY KEY, transmission_risk bigint NOT NULL, app_package_name text,
  regions text[], traveler boolean NOT NULL DEFAULT false, interval_number bigint NOT NULL,
  interval_count bigint NOT NULL, created_at timestamptz NOT NULL,
  local_provenance boolean NOT NULL, sync_id bigint, sync_query_id text,
  health_authority_id bigint REFERENCES healthauthority, report_type text NOT NULL DEFAULT '',
  days_since_symptom_onset bigint, revised_report_type text, revised_at timestamptz,
  revised_days_since_symptom_onset bigint, revised_transmission_risk integer,
  export_import_id bigint, import_file_id bigint, revised_import_file_id bigint,
  vaccine_status boolean NOT NULL DEFAULT false);
CREATE INDEX ON exposure (created_at);
CREATE TABLE revisionkeys (
  kid bigserial PRIMARY KEY, aad bytea, wrapped_cipher bytea, created_at timestamptz NOT NULL,
  allowed boolean DEFAULT true);
CREATE TABLE federationinquery (query_id text PRIMARY KEY);
CREATE TABLE federationoutauthorization (oidc_issuer text, oidc_subject text);
CREATE TABLE exportimport (id bigserial PRIMARY KEY);
CREATE TABLE mirror (id bigserial PRIMARY KEY);
