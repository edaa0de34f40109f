-- How many of the turns before an answer the model was not told, because its context had no room for them.
alter table message add column left_out integer not null default 0 check (left_out >= 0);
