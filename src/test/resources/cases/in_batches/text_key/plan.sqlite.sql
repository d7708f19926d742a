-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_words_seen" (
  "word" text,
  "old_seen" integer,
  "new_seen" integer
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update words; in batches along word of 2 rows; about 7 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_words_seen"
select "words"."word", "words"."seen" as "old_seen", "words"."seen" * 2 as "new_seen"
from "words"
where "words"."word" > :after and "words"."word" <= :upto;
-- update words
update "words" set
  "seen" = "words"."seen" * 2
where "words"."word" > :after and "words"."word" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
