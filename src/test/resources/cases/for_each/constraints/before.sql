create table t (id int primary key, a int, b int, constraint a_positive check (a > 0), constraint b_positive check (b > 0), constraint ab unique (a, b));
