create table many (id int primary key);
insert into many with recursive n(i) as (select 1 union all select i + 1 from n where i < 1500) select i from n;
