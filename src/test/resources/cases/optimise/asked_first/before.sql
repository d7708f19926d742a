create table items (
  id integer primary key,
  label varchar(12),
  state text,
  code char(4),
  price numeric(8,2),
  rate numeric(4,1),
  stock integer not null,
  note text,
  constraint stock_known check (stock >= 0)
);
create table notes (
  id integer primary key,
  item_id integer,
  body text,
  constraint notes_item_id_fkey foreign key (item_id) references items (id)
);
insert into items (id, label, state, code, price, rate, stock, note) values
  (1, 'Lamp', 'new', 'abcd', 10.50, 1.5, 3, 'first'),
  (2, ' chair', null, 'cdef', 7.25, null, 0, null),
  (3, null, 'old', null, 0.33, 2.0, 12, ''),
  (4, 'Table 9', 'gone', 'zzzz', null, 9.9, 1, 'last');
insert into notes (id, item_id, body) values (10, 1, 'good'), (11, 1, 'bad'), (12, 4, null);
