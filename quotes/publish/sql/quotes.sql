-- Fills the quotations from the attached `store`, as they read with what people decided. Whole texts stay behind: a
-- quotation keeps at most 2,000 characters of its paragraph on either side.

insert into quotes
select
  i.id, coalesce(b.text, q.text), r.speaker_id, r.spoken_on, substr(q.published_at, 1, 10), a.outlet_id,
  w.difference, q.cluster_id, q.article_id,
  substr(
    q.context,
    max(0, q.start - 2000 - q.context_start) + 1,
    q."end" + 2000 - max(q.context_start, q.start - 2000)
  ),
  q.kind, r.printed_under_id, r.printed_under, r.named_by, r.speaker_role, q.cue, q.mention, q.mention_form, r.confidence,
  r.rule, r.spoken_basis, q.published_at, q.entry, q.start, q."end", q.pieces, max(q.context_start, q.start - 2000),
  r.status, r.reviewed_on, r.review_reason, r.attributed_on, r.attribution_reason, r.found_spoken_on, r.dated_on,
  r.dating_reason, q.uid, coalesce(substr(q.published_at, 1, 10), '0000-00-00') || printf('-%012d', i.id)
from ids i
join store.quotes q on q.id = i.store_id
join reading r on r.quote_id = q.id
join store.articles a on a.id = q.article_id
left join broken b on b.quote_id = q.id
left join differing w on w.id = i.id
order by i.id;
