-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "orders";

-- kept as value 1
select count(*) as "n" from "users";

-- kept as value 2
select count(*) as "n" from "teams";

-- kept as value 3
select mig_text_numeric(coalesce(mig_sum(mig_cast_integer(substr(mig_translate(mig_hash('MD5', coalesce(cast(length(cast("people"."id" as text)) as text) || ':' || cast("people"."id" as text), '-') || coalesce(cast(length("people"."email") as text) || ':' || "people"."email", '-')), 'abcdef', '012345'), 1, 9), 'bigint')), 0), -1) || '.' || mig_text_numeric(coalesce(mig_sum(mig_cast_integer(substr(mig_translate(mig_hash('MD5', coalesce(cast(length(cast("people"."id" as text)) as text) || ':' || cast("people"."id" as text), '-') || coalesce(cast(length("people"."email") as text) || ':' || "people"."email", '-')), 'abcdef', '012345'), 10, 9), 'bigint')), 0), -1) || '.' || cast(count(*) as text) as "digest"
from "users" as "people";

-- rename users to people
alter table "users" rename to "people";

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "people";

-- must agree with value 2, or D211 and everything is rolled back
select count(*) as "n" from "teams";

-- must agree with value 3, or D211 and everything is rolled back
select mig_text_numeric(coalesce(mig_sum(mig_cast_integer(substr(mig_translate(mig_hash('MD5', coalesce(cast(length(cast("people"."id" as text)) as text) || ':' || cast("people"."id" as text), '-') || coalesce(cast(length("people"."email") as text) || ':' || "people"."email", '-')), 'abcdef', '012345'), 1, 9), 'bigint')), 0), -1) || '.' || mig_text_numeric(coalesce(mig_sum(mig_cast_integer(substr(mig_translate(mig_hash('MD5', coalesce(cast(length(cast("people"."id" as text)) as text) || ':' || cast("people"."id" as text), '-') || coalesce(cast(length("people"."email") as text) || ':' || "people"."email", '-')), 'abcdef', '012345'), 10, 9), 'bigint')), 0), -1) || '.' || cast(count(*) as text) as "digest"
from "people";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
