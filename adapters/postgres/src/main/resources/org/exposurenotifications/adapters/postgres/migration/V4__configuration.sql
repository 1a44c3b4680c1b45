-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

CREATE TABLE health_authority (
  issuer   text COLLATE "C" PRIMARY KEY,
  audience text NOT NULL,
  name     text NOT NULL,
  jwks_uri text
);

CREATE TABLE health_authority_key (
  issuer     text COLLATE "C" NOT NULL REFERENCES health_authority,
  version    text COLLATE "C" NOT NULL,
  valid_from timestamptz      NOT NULL,
  valid_thru timestamptz,
  public_key text             NOT NULL,
  PRIMARY KEY (issuer, version)
);

CREATE TABLE authorized_app (
  name                                 text COLLATE "C" PRIMARY KEY,
  regions                              text[]  NOT NULL,
  health_authorities                   text[]  NOT NULL,
  bypass_health_authority_verification boolean NOT NULL,
  bypass_revision_token                boolean NOT NULL
);

CREATE TABLE signature_info (
  id          text   PRIMARY KEY,
  -- rank in the order of registration
  registered  bigint GENERATED ALWAYS AS IDENTITY,
  signing_key text   NOT NULL,
  key_id      text   NOT NULL,
  key_version text   NOT NULL,
  valid_from  timestamptz,
  valid_thru  timestamptz
);

CREATE TABLE export_config (
  name               text COLLATE "C" PRIMARY KEY,
  bucket             text        NOT NULL,
  filename_root      text        NOT NULL,
  period_seconds     integer     NOT NULL,
  output_region      text        NOT NULL,
  input_regions      text[]      NOT NULL,
  exclude_regions    text[]      NOT NULL,
  include_travelers  boolean     NOT NULL,
  only_non_travelers boolean     NOT NULL,
  max_records        integer,
  valid_from         timestamptz NOT NULL,
  valid_thru         timestamptz,
  signature_infos    text[]      NOT NULL,
  -- deferred, so that two exports can change places
  CONSTRAINT export_config_place
    EXCLUDE (bucket WITH =, lower(filename_root) WITH =) DEFERRABLE INITIALLY DEFERRED
);
