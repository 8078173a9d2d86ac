-- Times are milliseconds since 1970 (UTC), points and money whole units of their scale.

create table setting (
  name text not null primary key,
  value text not null
) without rowid;

-- The local cache of members: whole states as the processor sent them.
create table member (
  id text not null primary key,
  version integer not null,
  redirect text,
  provisional integer not null default 0,
  as_of integer not null,
  state blob not null,
  personal text
);

create index member_redirect on member (redirect) where redirect is not null;

create table identifier (
  hash text not null primary key,
  member text not null,
  version integer not null
) without rowid;

create index identifier_of on identifier (member);

create table sale (
  id text not null primary key,
  operation text not null,
  state text not null,
  hold text not null,
  late integer not null default 0,
  member text,
  store text not null,
  register text not null,
  business_day text not null,
  number text not null,
  pack text not null,
  offline integer not null,
  cashier text not null,
  due integer not null,
  redeemed integer not null,
  earned integer not null,
  missed integer not null,
  opened_at integer not null,
  decided_at integer
);

create index sale_undecided on sale (state) where state in ('OPEN', 'PRINTING');
create index sale_hold on sale (hold) where hold in ('ASKED', 'HELD');

create table sale_lot (
  sale text not null references sale (id) on delete cascade,
  lot text not null,
  from_rights integer not null,
  from_hold integer not null,
  primary key (sale, lot)
) without rowid;

create index sale_lot_lot on sale_lot (lot);

create table sale_document (
  sale text not null references sale (id) on delete cascade,
  kind text not null,
  body blob not null,
  primary key (sale, kind)
);

-- Sales and returns share a day's receipt numbers, each kind once.
create table receipt_number (
  kind text not null,
  store text not null,
  register text not null,
  business_day text not null,
  number text not null,
  owner text not null,
  primary key (kind, store, register, business_day, number)
) without rowid;

create table give_back (
  id text not null primary key,
  sale text not null,
  at integer not null,
  refunded integer not null,
  body blob not null
);

create index give_back_sale on give_back (sale);

create table request (
  client text not null,
  path text not null,
  key text not null,
  body_hash text not null,
  owner text not null,
  status integer,
  answer text,
  at integer not null,
  primary key (client, path, key)
);

create index request_age on request (at);

-- Written with its effect and never changed; what became of it stands beside.
create table operation (
  incarnation integer not null,
  seq integer not null,
  id text not null unique,
  kind text not null,
  member text,
  sale text,
  at integer not null,
  points integer not null,
  money integer not null,
  body blob not null,
  hash text not null,
  previous text not null,
  state text not null,
  shown integer not null,
  answer text,
  member_version integer,
  tries integer not null default 0,
  retry_at integer not null default 0,
  answered_at integer,
  replaces text,
  position integer primary key
);

create unique index operation_seq on operation (incarnation, seq);
create index operation_waiting on operation (position) where state = 'WAITING';
create index operation_quarantine on operation (position) where state = 'QUARANTINED';
create index operation_shown on operation (member) where shown = 1;
create index operation_answered on operation (answered_at) where answered_at is not null;

create table journal (
  number integer primary key,
  at integer not null,
  kind text not null,
  subject text not null,
  body text not null,
  previous text not null,
  hash text not null
);

-- Totals that only grow; what remains is granted + received less the others.
create table spending_right (
  lot text not null,
  incarnation integer not null,
  member text not null,
  granted integer not null default 0,
  received integer not null default 0,
  spent integer not null default 0,
  returned integer not null default 0,
  handed_out integer not null default 0,
  released integer not null default 0,
  expires_at integer,
  used_at integer not null,
  primary key (lot, incarnation)
) without rowid;

create index spending_right_member on spending_right (member);

create table transfer (
  id text not null primary key,
  lot text not null,
  points integer not null,
  at integer not null
) without rowid;

-- Points spent on trust since the last contact, under a floor limit.
create table trust (
  member text not null primary key,
  points integer not null
) without rowid;

create table made_grant (
  id text not null primary key,
  operation text not null,
  at integer not null
) without rowid;

create table document (
  kind text not null,
  name text not null,
  version integer not null,
  hash text not null,
  body blob not null,
  primary key (kind, name)
);
