-- The cards of one member, for merging and forgetting a person without looking at all cards. Rows
-- that only lock have no state.
create index card_member on document ((state::json ->> 'member')) where kind = 'card' and state <> '';
