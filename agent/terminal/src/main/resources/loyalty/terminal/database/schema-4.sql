-- The receipt of a return as it was made, for copies; sealed, because it may name somebody.
create table give_back_paper (
  give_back text not null primary key references give_back (id) on delete cascade,
  paper text not null
) without rowid;
