-- migration code_events, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- events: add column kind_code
alter table "events" add column "kind_code" integer;

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- must find no row, or D201 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "events"."kind", count(*) as "rows"
from "events"
where ("events"."kind" in ('click', 'view', 'buy')) is not true
group by "events"."kind"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig.attempt remembers that the run is this far
COMMIT;

-- events: set kind_code; in background, batches along id of 20 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- events: set kind_code
update "events" set
  "kind_code" = case when "events"."kind" = 'click' then 1 when "events"."kind" = 'view' then 2 when "events"."kind" = 'buy' then 3 end
where "events"."id" > :after and "events"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "events"."id"
from "events"
where "events"."kind_code" is distinct from case when "events"."kind" = 'click' then 1 when "events"."kind" = 'view' then 2 when "events"."kind" = 'buy' then 3 end;
-- for what it finds: events: set kind_code
update "events" set
  "kind_code" = case when "events"."kind" = 'click' then 1 when "events"."kind" = 'view' then 2 when "events"."kind" = 'buy' then 3 end
where "events"."kind_code" is distinct from case when "events"."kind" = 'click' then 1 when "events"."kind" = 'view' then 2 when "events"."kind" = 'buy' then 3 end and ("events"."id" > :after and "events"."id" <= :upto);

BEGIN;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "events"."id", "events"."kind_code" from "events" where "events"."kind_code" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- events: alter column kind_code
alter table "events" alter column "kind_code" set not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of code_events, mig.event gets the event 'reverted'
COMMIT;
