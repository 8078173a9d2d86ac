-- The cards of one member, for merging and forgetting a person without looking at all cards.
create index card_member on document (json_extract(state, '$.member')) where kind = 'card';
