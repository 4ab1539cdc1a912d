-- What is published: ids count from the oldest printing to the newest. A row of more than 90,000 bytes would be refused
-- by the server's limits (plugin/limits.py), so a quotation of more than 16,000, which could make one, is left out.

-- Quotations between whose pieces the article has words of its own: their words as readers see them.
create temp table broken (quote_id integer primary key, text text not null);
insert into broken
select id, shown(text, context, context_start, pieces) as words
from store.quotes
where pieces like '%], [%' and words <> text;

create temp table ids (id integer primary key, store_id integer not null unique);
insert into ids (store_id)
select q.id
from store.quotes q
left join decided d on d.quote_id = q.id
left join broken b on b.quote_id = q.id
where (length(q.text) <= 1000 or length(cast(coalesce(b.text, q.text) as blob)) <= 16000) and d.status is not 'withdrawn'
order by q.published_at, q.id;

-- What stands for a cluster whose wording was withdrawn: the first that is left.
create temp table stands (cluster_id integer primary key, quote_id integer not null);
insert into stands
select own.cluster_id, min(other.id)
from (select quote_id from decided where status = 'withdrawn') gone
join store.quotes own on own.id = gone.quote_id and own.is_canonical
join store.quotes other on other.cluster_id = own.cluster_id
where other.id in (select store_id from ids)
group by own.cluster_id;

-- How wordings differ from those that stand for their clusters: filled by differing.py.
create temp table differing (id integer primary key, difference text not null);
