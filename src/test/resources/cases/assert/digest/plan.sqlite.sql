-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select mig_text_numeric(coalesce(mig_sum(mig_cast_integer(substr(mig_translate(mig_hash('MD5', coalesce(cast(length(cast("users"."id" as text)) as text) || ':' || cast("users"."id" as text), '-') || coalesce(cast(length("users"."email") as text) || ':' || "users"."email", '-') || coalesce(cast(length(cast("users"."age" as text)) as text) || ':' || cast("users"."age" as text), '-') || coalesce(cast(length(mig_timestamp("users"."created")) as text) || ':' || mig_timestamp("users"."created"), '-')), 'abcdef', '012345'), 1, 9), 'bigint')), 0), -1) || '.' || mig_text_numeric(coalesce(mig_sum(mig_cast_integer(substr(mig_translate(mig_hash('MD5', coalesce(cast(length(cast("users"."id" as text)) as text) || ':' || cast("users"."id" as text), '-') || coalesce(cast(length("users"."email") as text) || ':' || "users"."email", '-') || coalesce(cast(length(cast("users"."age" as text)) as text) || ':' || cast("users"."age" as text), '-') || coalesce(cast(length(mig_timestamp("users"."created")) as text) || ':' || mig_timestamp("users"."created"), '-')), 'abcdef', '012345'), 10, 9), 'bigint')), 0), -1) || '.' || cast(count(*) as text) as "digest"
from "users";

-- update users
update "users" set
  "status" = 'x';

-- must agree with value 0, or D211 and everything is rolled back
select mig_text_numeric(coalesce(mig_sum(mig_cast_integer(substr(mig_translate(mig_hash('MD5', coalesce(cast(length(cast("users"."id" as text)) as text) || ':' || cast("users"."id" as text), '-') || coalesce(cast(length("users"."email") as text) || ':' || "users"."email", '-') || coalesce(cast(length(cast("users"."age" as text)) as text) || ':' || cast("users"."age" as text), '-') || coalesce(cast(length(mig_timestamp("users"."created")) as text) || ':' || mig_timestamp("users"."created"), '-')), 'abcdef', '012345'), 1, 9), 'bigint')), 0), -1) || '.' || mig_text_numeric(coalesce(mig_sum(mig_cast_integer(substr(mig_translate(mig_hash('MD5', coalesce(cast(length(cast("users"."id" as text)) as text) || ':' || cast("users"."id" as text), '-') || coalesce(cast(length("users"."email") as text) || ':' || "users"."email", '-') || coalesce(cast(length(cast("users"."age" as text)) as text) || ':' || cast("users"."age" as text), '-') || coalesce(cast(length(mig_timestamp("users"."created")) as text) || ':' || mig_timestamp("users"."created"), '-')), 'abcdef', '012345'), 10, 9), 'bigint')), 0), -1) || '.' || cast(count(*) as text) as "digest"
from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
