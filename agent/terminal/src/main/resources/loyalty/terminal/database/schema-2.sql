-- What waits is counted and looked through without reading the operations themselves.
drop index operation_waiting;

create index operation_waiting on operation (position, retry_at, points, money)
  where state = 'WAITING';

-- Settled sales are forgotten by age.
create index sale_decided on sale (decided_at) where decided_at is not null;

create index operation_sale on operation (sale) where sale is not null;

-- Packs of sales that the processor does not know; uploaded if its signature is held here.
create table wanted_pack (
  hash text not null primary key,
  since integer not null
) without rowid;
