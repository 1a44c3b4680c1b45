-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- What keeps a batch from being published: decision 29.
ALTER TABLE export_batch
  -- leases that ended by themselves: their workers crashed or hung
  ADD COLUMN lapses       integer NOT NULL DEFAULT 0,
  ADD COLUMN last_failure text    NOT NULL DEFAULT '',
  ADD COLUMN dead_letter  boolean NOT NULL DEFAULT false;

-- The generation of the index that first named the file; NULL while none did. Lines of an index keep
-- their order, so that a file which comes late stands behind those that phones have seen.
ALTER TABLE export_file ADD COLUMN listed_in bigint;
UPDATE export_file SET listed_in = 0;
