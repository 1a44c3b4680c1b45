-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- What users of the database need who are not the owner of its tables: rows, and no more. To be run once by the owner,
-- the user keyserver, after the first migration; later migrations need nothing of the kind. Then, for each user:
-- GRANT keyserver_rows TO "USER".
CREATE ROLE keyserver_rows NOLOGIN;
GRANT USAGE ON SCHEMA public TO keyserver_rows;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO keyserver_rows;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO keyserver_rows;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO keyserver_rows;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO keyserver_rows;
