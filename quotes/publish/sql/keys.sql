-- The keys by which words are found, as the store has them: copied as they lie, with the store's numbers of quotations,
-- which `places` translates. Those of what is not published are taken out again, and overwritten in the file.

insert into places
select store_id, id from ids order by store_id;

insert into keys
select * from store.keys;

delete from keys
where (key, quote_id) in (
  select key, quote_id from store.keys where quote_id in (select id from store.quotes where id not in (select store_id from ids))
);

-- What stands in for a withdrawn wording gets all of its own.
insert or ignore into keys
select key.value, stands.quote_id
from stands
join store.quotes q on q.id = stands.quote_id, json_each(keys_of(q.text)) key;
