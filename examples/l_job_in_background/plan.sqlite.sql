-- migration code_events, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column kind_code
alter table "events" add column "kind_code" integer;

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- must find no row, or D201 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "events"."kind", count(*) as "rows"
from "events"
where ("events"."kind" in ('click', 'view', 'buy')) is not true
group by "events"."kind"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update events; in background, batches along id of 20 rows; about 60 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update events
update "events" set
  "kind_code" = case when "events"."kind" = 'click' then 1 when "events"."kind" = 'view' then 2 when "events"."kind" = 'buy' then 3 end
where "events"."id" > :after and "events"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "events"."id"
from "events"
where "events"."kind_code" is distinct from case when "events"."kind" = 'click' then 1 when "events"."kind" = 'view' then 2 when "events"."kind" = 'buy' then 3 end;
-- for what it finds: update events
update "events" set
  "kind_code" = case when "events"."kind" = 'click' then 1 when "events"."kind" = 'view' then 2 when "events"."kind" = 'buy' then 3 end
where "events"."kind_code" is distinct from case when "events"."kind" = 'click' then 1 when "events"."kind" = 'view' then 2 when "events"."kind" = 'buy' then 3 end and ("events"."id" > :after and "events"."id" <= :upto);

BEGIN IMMEDIATE;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "events"."id", "events"."kind_code" from "events" where "events"."kind_code" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild events: alter kind_code set not null
create table "mig_new_events" (
  "id" integer primary key,
  "kind" text not null,
  "weight" integer not null,
  "kind_code" integer not null
);

-- copy the rows of events
insert or abort into "mig_new_events" ("id", "kind", "weight", "kind_code")
select "id", "kind", "weight", "kind_code"
from "events";

-- the copy takes the place of events
drop table "events";

-- the copy takes the place of events
alter table "mig_new_events" rename to "events";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of code_events, mig_event gets the event 'reverted'
COMMIT;
