-- Fills the quotations from the attached `store`, as they read with what people decided. Whole texts stay behind: a
-- quotation keeps at most 2,000 characters of its paragraph on either side.

insert into quotes
select
  i.id, coalesce(b.text, q.text),
  case when d.quote_id is null then q.speaker_id else d.speaker_id end as speaker,
  case when d.quote_id is null then q.spoken_on else d.spoken_on end as spoken_on,
  substr(q.published_at, 1, 10), a.outlet_id,
  w.difference, q.cluster_id, q.article_id,
  substr(
    q.context,
    max(0, q.start - 2000 - q.context_start) + 1,
    q."end" + 2000 - max(q.context_start, q.start - 2000)
  ),
  q.kind, case when d.quote_id is null then q.speaker_id else d.printed_under_id end,
  case when d.is_reattributed then null else q.speaker_role end, q.cue, q.mention, q.mention_form,
  case when d.is_reattributed then null else q.confidence end, case when d.is_reattributed then 'person' else q.rule end,
  case when d.quote_id is null or d.spoken_on is q.spoken_on then q.spoken_basis end, q.published_at, q.entry,
  q.start, q."end", q.pieces, max(q.context_start, q.start - 2000), coalesce(d.status, 'unreviewed'), d.reviewed_on,
  d.reason, d.attributed_on, d.attribution_reason,
  q.uid, coalesce(substr(q.published_at, 1, 10), '0000-00-00') || printf('-%012d', i.id)
from ids i
join store.quotes q on q.id = i.store_id
join store.articles a on a.id = q.article_id
left join broken b on b.quote_id = q.id
left join decided d on d.quote_id = q.id
left join differing w on w.id = i.id
order by i.id;
