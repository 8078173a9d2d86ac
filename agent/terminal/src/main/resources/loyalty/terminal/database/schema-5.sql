-- The processor wishes the right back; what an open sale holds of it goes home when that lets go.
alter table spending_right add column recalled integer not null default 0;
