-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- Padding comes in numbered rounds, one for each sealing. The row is also the mutex of leasing and
-- sealing: rounds become visible in their order.
CREATE TABLE padding_round (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  latest bigint  NOT NULL DEFAULT 0
);
INSERT INTO padding_round DEFAULT VALUES;

-- A batch keeps the settings of its export as they were when it was planned.
CREATE TABLE export_batch (
  id                   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  export_config        text        NOT NULL,
  bucket               text        NOT NULL,
  filename_root        text        NOT NULL,
  starts_at            timestamptz NOT NULL,
  ends_at              timestamptz NOT NULL CHECK (ends_at > starts_at),
  output_region        text        NOT NULL,
  input_regions        text[]      NOT NULL,
  exclude_regions      text[]      NOT NULL,
  include_travelers    boolean     NOT NULL,
  only_non_travelers   boolean     NOT NULL,
  max_records          integer     NOT NULL,
  signature_infos      text[]      NOT NULL,
  done                 boolean     NOT NULL DEFAULT false,
  fence                bigint      NOT NULL DEFAULT 0,
  leased_until         timestamptz,
  retry_at             timestamptz,
  failures             integer     NOT NULL DEFAULT 0,
  -- keys and revised keys of each file in turn; NULL until the batch is sealed
  layout_keys          integer[],
  layout_revised_keys  integer[],
  -- of padding the batch holds the rounds up to the one that was latest when it was leased, and its
  -- own: so what a worker counted is what is read, whoever else seals meanwhile
  rounds_seen          bigint,
  own_round            bigint,
  UNIQUE (export_config, starts_at, ends_at),
  CHECK (cardinality(layout_keys) = cardinality(layout_revised_keys))
);
CREATE INDEX export_batch_unfinished ON export_batch (ends_at) WHERE NOT done;

-- An index file's place: stale while an older generation of its files is written than there is.
CREATE TABLE export_index (
  bucket        text   NOT NULL,
  filename_root text   NOT NULL,
  generation    bigint NOT NULL DEFAULT 1,
  written       bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, filename_root)
);

CREATE TABLE export_file (
  bucket        text             NOT NULL,
  object_name   text COLLATE "C" NOT NULL,
  filename_root text             NOT NULL,
  batch         bigint           NOT NULL REFERENCES export_batch,
  -- the generation of the index that first did without it; NULL while it is published
  withdrawn_in  bigint,
  PRIMARY KEY (bucket, object_name),
  FOREIGN KEY (bucket, filename_root) REFERENCES export_index
);
CREATE INDEX export_file_batch ON export_file (batch);
CREATE INDEX export_file_index ON export_file (bucket, filename_root) WHERE withdrawn_in IS NULL;
