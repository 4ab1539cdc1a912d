-- Fills the quotations from the attached `store`, as they read with what people decided. Whole texts stay behind: a
-- quotation keeps at most 2,000 characters of its paragraph on either side. A row of more than 90,000 bytes would be
-- refused by the server's limits (plugin/limits.py), so a quotation of more than 16,000, which could make one, is left
-- out. Ids count from the oldest printing to the newest.

create temp table ids (id integer primary key, store_id integer not null unique);
insert into ids (store_id)
select q.id
from store.quotes q
left join decided d on d.quote_id = q.id
where length(cast(q.text as blob)) <= 16000 and d.status is not 'withdrawn'
order by q.published_at, q.id;

-- What stands for a cluster whose wording was withdrawn: the first that is left.
create temp table stands (cluster_id integer primary key, quote_id integer not null);
insert into stands
select own.cluster_id, min(other.id)
from store.quotes own
join store.quotes other on other.cluster_id = own.cluster_id
where own.is_canonical
  and own.id in (select quote_id from decided where status = 'withdrawn')
  and other.id in (select store_id from ids)
group by own.cluster_id;

insert into quotes
select
  i.id, q.text,
  case when d.quote_id is null then q.speaker_id else d.speaker_id end as speaker,
  case when d.quote_id is null then q.spoken_on else d.spoken_on end as spoken_on,
  substr(q.published_at, 1, 10), a.outlet_id,
  case when q.text <> coalesce(first.text, canonical.text) then difference(coalesce(first.text, canonical.text), q.text) end,
  q.cluster_id, q.article_id,
  substr(
    q.context,
    max(0, q.start - 2000 - q.context_start) + 1,
    q."end" + 2000 - max(q.context_start, q.start - 2000)
  ),
  q.kind, case when d.is_reattributed then null else q.speaker_role end, q.cue, q.mention, q.mention_form, q.confidence,
  q.rule, case when d.quote_id is null or d.spoken_on is q.spoken_on then q.spoken_basis end, q.published_at, q.entry,
  q.start, q."end", q.pieces, max(q.context_start, q.start - 2000), coalesce(d.status, 'unreviewed'), d.reviewed_on,
  q.uid, coalesce(substr(q.published_at, 1, 10), '0000-00-00') || printf('-%012d', i.id)
from ids i
join store.quotes q on q.id = i.store_id
join store.articles a on a.id = q.article_id
left join decided d on d.quote_id = q.id
left join store.quotes canonical on canonical.cluster_id = q.cluster_id and canonical.is_canonical
left join stands on stands.cluster_id = q.cluster_id
left join store.quotes first on first.id = stands.quote_id
order by i.id;
