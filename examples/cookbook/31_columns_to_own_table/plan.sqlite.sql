-- migration companies, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create companies
create table "companies" (
  "user_id" integer constraint "companies_pkey" primary key,
  "name" varchar(80) not null,
  "vat_id" varchar(20),
  constraint "companies_user_id_fkey" foreign key ("user_id") references "users" ("id") on delete cascade
);

-- insert into companies
insert into "companies" ("user_id", "name", "vat_id")
select "u"."id" as "user_id", "u"."company" as "name", "u"."vat_id"
from "users" as "u"
where "u"."company" is not null
order by "u"."id";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."vat_id", "users"."company"
from "users"
where "users"."vat_id" is not null and "users"."company" is null
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_companies_1_users_company" (
  "id" integer,
  "company" varchar(80),
  "vat_id" varchar(20)
);

-- save rows beside the ledger
insert into "mig_saved_companies_1_users_company"
select "users"."id", "users"."company", "users"."vat_id" from "users";

-- drop column company, vat_id
alter table "users" drop column "company";

-- drop column company, vat_id
alter table "users" drop column "vat_id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of companies, mig_event gets the event 'reverted'
COMMIT;
