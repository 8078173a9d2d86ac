-- One row per member: the whole account as JSON, personal fields sealed.
create table member (
  id text primary key,
  version integer not null,
  state text not null
) without rowid;

-- Registers, cards, packs, templates … one row each.
create table document (
  kind text not null,
  id text not null,
  version integer not null,
  state text not null,
  primary key (kind, id)
) without rowid;

-- Operations seen, at the home they named, with the first answer.
create table operation (
  home text not null,
  id text not null,
  hash text not null,
  answer text not null,
  replaced_by text not null,
  primary key (home, id)
) without rowid;

create table sale (
  home text not null,
  id text not null,
  state text not null,
  primary key (home, id)
) without rowid;

create table receipt (
  home text not null,
  id text not null,
  kind text not null,
  day text not null,
  store text not null,
  register text not null,
  cashier text not null,
  identified integer not null,
  base_minor integer not null,
  discount_minor integer not null,
  redeemed_minor integer not null,
  due_minor integer not null,
  earned integer not null,
  spent integer not null,
  primary key (home, id)
) without rowid;
create index receipt_day on receipt (day);

create table receipt_promotion (
  home text not null,
  receipt text not null,
  day text not null,
  promotion text not null,
  discount_minor integer not null,
  points integer not null,
  primary key (home, receipt, promotion)
) without rowid;
create index receipt_promotion_day on receipt_promotion (day);

-- Points that an incarnation of a register holds of a member, as rights or reservations.
create table bound (
  home text not null,
  register text not null,
  incarnation integer not null,
  points integer not null,
  primary key (home, register, incarnation)
) without rowid;
create index bound_register on bound (register, incarnation);

-- The feed: the newest change of each thing. Under "begin immediate" there is one writer, so the
-- order of numbers is the order of commits; autoincrement never gives a number twice.
create table change (
  position integer primary key autoincrement,
  kind text not null,
  id text not null,
  version integer not null,
  unique (kind, id)
);

-- Sequence numbers of answered operations, per incarnation.
create table answered (
  register text not null,
  incarnation integer not null,
  seq integer not null,
  hash text not null,
  primary key (register, incarnation, seq)
) without rowid;

create table gapless (
  register text not null,
  incarnation integer not null,
  seq integer not null,
  primary key (register, incarnation)
) without rowid;

create table audit (
  position integer primary key autoincrement,
  at text not null,
  actor text not null,
  act text not null,
  detail text not null
);

create table meta (
  name text primary key,
  value text not null
) without rowid;
