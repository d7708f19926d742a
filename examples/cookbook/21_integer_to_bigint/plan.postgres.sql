-- migration big_events, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- events: alter column id
alter table "events" alter column "id" type bigint;

-- event_notes: alter column event_id
alter table "event_notes" alter column "event_id" type bigint;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of big_events, mig.event gets the event 'reverted'
COMMIT;
