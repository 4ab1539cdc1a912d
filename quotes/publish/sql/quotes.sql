-- Fills the quotations from the attached `store`. Whole texts stay behind: a quotation keeps at most 2,000
-- characters of its paragraph on either side. A row of more than 90,000 bytes would be refused by the server's limits
-- (plugin/limits.py), so a quotation that long is left out. Ids count from the oldest printing to the newest.

insert into quotes
select
  row_number() over (order by published_at, store_id) as id,
  text, speaker_id, spoken_on, substr(published_at, 1, 10), outlet_id, difference, cluster_id, article_id, context, kind,
  speaker_role, cue, mention, mention_form, confidence, rule, spoken_basis, published_at, entry, start, "end", pieces,
  context_start, uid,
  coalesce(substr(published_at, 1, 10), '0000-00-00')
    || printf('-%012d', row_number() over (order by published_at, store_id))
from (
  select
    q.id as store_id, q.text, q.speaker_id, q.spoken_on, a.outlet_id, difference(canonical.text, q.text) as difference,
    q.cluster_id, q.article_id, q.kind, q.speaker_role, q.cue, q.mention, q.mention_form, q.confidence, q.rule,
    q.spoken_basis, q.published_at, q.entry, q.start, q."end", q.pieces, q.uid,
    max(q.context_start, q.start - 2000) as context_start,
    substr(
      q.context,
      max(0, q.start - 2000 - q.context_start) + 1,
      q."end" + 2000 - max(q.context_start, q.start - 2000)
    ) as context
  from store.quotes q
  join store.articles a on a.id = q.article_id
  left join store.quotes canonical on canonical.cluster_id = q.cluster_id and canonical.is_canonical
)
where length(cast(text || coalesce(difference, '') || context as blob)) < 90000
order by 1;
