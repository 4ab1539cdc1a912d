-- The keys by which words are found, those of the wordings that stand in for withdrawn ones too.

insert into keys
select k.key, i.id
from store.keys k
cross join ids i on i.store_id = k.quote_id -- cross: in the order of the keys, which is that of the new table
order by k.key;

insert or ignore into keys
select key.value, i.id
from stands
join ids i on i.store_id = stands.quote_id
join store.quotes q on q.id = stands.quote_id, json_each(keys_of(q.text)) key;
