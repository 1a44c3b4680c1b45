-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

CREATE TABLE lease (
  name    text        PRIMARY KEY,
  fence   bigint      NOT NULL DEFAULT 1,
  ends_at timestamptz NOT NULL
);

CREATE TABLE revision_key (
  id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  wrapped_key     bytea       NOT NULL,
  associated_data bytea       NOT NULL,
  created_at      timestamptz NOT NULL
);
