-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- Retention removes a fourteenth of the keys each day. By default a fifth has to be dead before the
-- space is used again: so earlier, and the table stays as large as its keys.
ALTER TABLE exposure SET (
  autovacuum_vacuum_scale_factor = 0.03,
  autovacuum_vacuum_threshold = 10000
);
ALTER TABLE publish_statistic SET (
  autovacuum_vacuum_scale_factor = 0.03,
  autovacuum_vacuum_threshold = 10000
);
