-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- Closing publish windows without anybody waiting.
--
-- A writer takes a shared advisory lock that names its window, and only then reads the horizon. Who
-- closes windows commits the horizon, and only then looks for such locks. So of a writer and a
-- closer at least one sees the other: either the writer sees the horizon and moves to a later
-- window, or the closer sees the lock and reports the window as not yet complete. The lock goes
-- after the writer's rows became visible, never before.
CREATE TABLE export_horizon (
  single       boolean     PRIMARY KEY DEFAULT true CHECK (single),
  closed_until timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO export_horizon DEFAULT VALUES;

-- Window locks are the 64-bit advisory locks whose upper 24 bits spell EN1; the lower 40 bits are
-- the window's beginning in seconds since 1970.
CREATE FUNCTION window_lock_base() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT x'454E31'::bigint << 40
$$;

-- The first open window from the requested one on, held until the transaction ends. Being volatile
-- it reads the horizon as it is at that moment, not as of the calling statement's beginning; that
-- holds in READ COMMITTED only, which the connections set.
CREATE FUNCTION open_window(requested timestamptz) RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  opens  timestamptz := requested;
  closed timestamptz;
BEGIN
  LOOP
    PERFORM pg_advisory_xact_lock_shared(
        window_lock_base() + floor(extract(epoch FROM opens))::bigint);
    SELECT closed_until INTO STRICT closed FROM export_horizon;
    IF opens >= closed THEN
      RETURN opens;
    END IF;
    opens := closed;
  END LOOP;
END
$$;

-- The earliest window before the instant that another session's transaction holds, if any.
CREATE FUNCTION held_window_before(until timestamptz) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT min(to_timestamp(seconds))
  FROM (
    SELECT ((classid::bigint << 32) | objid::bigint) - window_lock_base() AS seconds
    FROM pg_locks
    WHERE locktype = 'advisory'
      AND objsubid = 1
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND pid <> pg_backend_pid()
  ) AS lock
  WHERE seconds >= 0 AND seconds < 1::bigint << 40 AND to_timestamp(seconds) < until
$$;
