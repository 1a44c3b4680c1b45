-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- A batch is planned together with the padding of its keys: decision 4. padding_round.latest counts
-- plans from now on, and tells a plan that another one overtook.
ALTER TABLE export_config ADD COLUMN min_records integer CHECK (min_records >= 0);

-- Batches that were planned without padding, and not begun, are planned again. One that lies before
-- a batch that was begun stays, since planning goes on after the latest.
DELETE FROM export_batch AS batch
WHERE NOT done
  AND layout_keys IS NULL
  AND NOT EXISTS (
    SELECT FROM export_batch AS begun
    WHERE begun.export_config = batch.export_config
      AND begun.ends_at >= batch.ends_at
      AND (begun.done OR begun.layout_keys IS NOT NULL));

-- own_round is the plan that a batch comes from: it holds no padding of later plans, so what was
-- counted is what is written. rounds_seen is not used any more, and stays until a later version.
-- Stop create-batches and do-work of the version before: it would plan batches without padding.
