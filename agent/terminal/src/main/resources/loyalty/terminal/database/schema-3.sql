-- Paper that is to come out once; gone when the printer's own journal has its job.
create table owed_paper (
  job text not null primary key,
  at integer not null,
  about text
) without rowid;

-- A sale names its operation; only the others of a sale need an index.
drop index operation_sale;

create index operation_besides on operation (sale)
  where sale is not null and (kind <> 'sale' or replaces is not null);

-- Answers are forgotten in the order in which they were written.
drop index request_age;
