-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

-- As in V2, but an error where its guarantee would not hold: under REPEATABLE READ and SERIALIZABLE
-- a transaction that began before a window was closed would see it open for as long as it lasts.
CREATE OR REPLACE FUNCTION open_window(requested timestamptz) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  opens  timestamptz := requested;
  closed timestamptz;
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'open_window needs READ COMMITTED, and this transaction is %',
        upper(current_setting('transaction_isolation'))
      USING ERRCODE = 'invalid_transaction_state';
  END IF;
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
