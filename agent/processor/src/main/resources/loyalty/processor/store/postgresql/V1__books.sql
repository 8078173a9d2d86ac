-- Everything of a member has the member's id as "home": spread the tables by it, and each
-- transaction stays on one shard.

-- One row per member: the whole account as JSON, personal fields sealed.
create table member (
  id text primary key,
  version bigint not null,
  state text not null
);

-- Registers, cards, packs, templates … one row each.
create table document (
  kind text not null,
  id text not null,
  version bigint not null,
  state text not null,
  primary key (kind, id)
);

-- Operations seen, at the home they named, with the first answer.
create table operation (
  home text not null,
  id text not null,
  hash text not null,
  answer text not null,
  replaced_by text not null,
  primary key (home, id)
);

create table sale (
  home text not null,
  id text not null,
  state text not null,
  primary key (home, id)
);

create table receipt (
  home text not null,
  id text not null,
  kind text not null,
  day text not null,
  store text not null,
  register text not null,
  cashier text not null,
  identified smallint not null,
  base_minor bigint not null,
  discount_minor bigint not null,
  redeemed_minor bigint not null,
  due_minor bigint not null,
  earned bigint not null,
  spent bigint not null,
  primary key (home, id)
);
create index receipt_day on receipt (day);

create table receipt_promotion (
  home text not null,
  receipt text not null,
  day text not null,
  promotion text not null,
  discount_minor bigint not null,
  points bigint not null,
  primary key (home, receipt, promotion)
);
create index receipt_promotion_day on receipt_promotion (day);

-- Points that an incarnation of a register holds of a member, as rights or reservations.
create table bound (
  home text not null,
  register text not null,
  incarnation bigint not null,
  points bigint not null,
  primary key (home, register, incarnation)
);
create index bound_register on bound (register, incarnation);

-- The feed: the newest change of each thing, with the transaction that made it. A reader takes only
-- transactions older than every running one, so none that commits late can be skipped.
create sequence change_seq;
create table change (
  kind text not null,
  id text not null,
  version bigint not null,
  xid xid8 not null default pg_current_xact_id(),
  seq bigint not null default nextval('change_seq'),
  primary key (kind, id)
);
create index change_order on change (xid, seq);

-- Sequence numbers of answered operations, per incarnation.
create table answered (
  register text not null,
  incarnation bigint not null,
  seq bigint not null,
  hash text not null,
  primary key (register, incarnation, seq)
);

create table gapless (
  register text not null,
  incarnation bigint not null,
  seq bigint not null,
  primary key (register, incarnation)
);

create table audit (
  position bigint generated always as identity primary key,
  at text not null,
  actor text not null,
  act text not null,
  detail text not null
);

create table meta (
  name text primary key,
  value text not null
);
