create table items (
  id integer primary key,
  title text not null,
  kind text default 'bad',
  price integer not null,
  sale integer,
  constraint items_title_check check (length(title) > 1),
  constraint items_kind_check check (kind in ('new', 'used', 'lost') or kind is null),
  constraint items_price_check check (price >= 0 and (sale is null or sale <= price))
);
insert into items (id, title, kind, price, sale) values (1, 'Lamp', 'new', 10, 5), (2, 'Pen', 'used', 3, null), (3, 'Box', null, 0, 0);
