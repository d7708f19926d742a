create table shops (
  tenant integer not null,
  code text not null,
  name text not null,
  constraint shops_pkey primary key (tenant, code)
);
create table sales (
  id integer primary key,
  tenant integer not null,
  shop text,
  old_shop text,
  constraint sales_shop_fkey foreign key (tenant, shop) references shops (tenant, code),
  constraint sales_old_shop_fkey foreign key (tenant, old_shop) references shops (tenant, code)
);
insert into shops (tenant, code, name) values (1, 'a', 'North'), (1, 'b', 'north'), (2, 'a', 'North'), (2, 'c', 'South'), (2, 'd', 'SOUTH');
insert into sales (id, tenant, shop, old_shop) values (1, 1, 'a', 'b'), (2, 1, 'b', null), (3, 2, 'd', 'c'), (4, 2, 'd', 'd'), (5, 2, null, null);
