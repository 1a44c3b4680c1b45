-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- Names of certificate issuers, so that a key's row holds a number.
CREATE TABLE issuer (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
);

CREATE FUNCTION intern_issuer(wanted text) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  INSERT INTO issuer (name) VALUES (wanted) ON CONFLICT (name) DO NOTHING;
  RETURN (SELECT id FROM issuer WHERE name = wanted);
END
$$;

-- No exact time and no app: only what an export needs. The issuer has no foreign key: its check
-- would lock the one row of a busy authority for every key.
CREATE TABLE exposure (
  key                       bytea       PRIMARY KEY CHECK (octet_length(key) = 16),
  regions                   text[]      NOT NULL,
  traveler                  boolean     NOT NULL,
  rolling_start             integer     NOT NULL,
  rolling_period            smallint    NOT NULL,
  transmission_risk         smallint    NOT NULL,
  report_type               smallint,
  days_since_onset          smallint,
  health_authority          bigint,
  created_at                timestamptz NOT NULL,
  revised_report_type       smallint,
  revised_transmission_risk smallint,
  revised_days_since_onset  smallint,
  revised_health_authority  bigint,
  revised_at                timestamptz,
  -- which round of padding added it; NULL for what was reported
  padding_round             bigint,
  CHECK ((revised_at IS NULL) = (revised_transmission_risk IS NULL))
);
CREATE INDEX exposure_created_at ON exposure (created_at);
CREATE INDEX exposure_revised_at ON exposure (revised_at) WHERE revised_at IS NOT NULL;

-- One row for each upload that took effect, and no counter that uploads would queue for.
CREATE TABLE publish_statistic (
  health_authority bigint      NOT NULL,
  hour             timestamptz NOT NULL,
  platform         smallint    NOT NULL,
  keys             integer     NOT NULL,
  revision         boolean     NOT NULL,
  oldest_key_days  integer     NOT NULL,
  onset_days       integer
);
CREATE INDEX publish_statistic_hour ON publish_statistic (hour, health_authority);
