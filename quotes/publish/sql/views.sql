-- What scripts may rely on: names and columns of these views stay, whatever happens to the tables below them.

create view quotations as
select
  q.uid, q.text, q.kind, s.name as speaker, s.uid as speaker_uid, s.kind as speaker_kind, q.speaker_role as role,
  q.spoken_on, q.published_on, q.published_at, o.name as outlet, a.title, a.url, a.author, a.uid as article_uid,
  stands.uid as utterance_uid, q.difference, q.status, q.mention, q.cue, q.rule, q.confidence, q.context,
  q.printed_under, p.uid as printed_under_uid, q.reviewed_on, q.review_reason, q.named_by, q.attributed_on,
  q.attribution_reason, q.found_spoken_on, q.dated_on, q.dating_reason
from quotes q
join articles a on a.id = q.article_id
left join speakers s on s.id = q.speaker_id
left join speakers p on p.id = q.printed_under_id
left join outlets o on o.id = q.outlet_id
left join clusters c on c.id = q.cluster_id
left join quotes stands on stands.id = c.canonical_id;

create view utterances as
select
  q.uid, c.text, s.name as speaker, s.uid as speaker_uid, c.quote_count as printings, c.outlet_count as outlets,
  c.wording_count as wordings, c.speakers_differ, c.first_published, c.last_published,
  c.is_settled
from clusters c
join quotes q on q.id = c.canonical_id
left join speakers s on s.id = c.speaker_id;

create view spellings as
select a.name as spelling, s.name as speaker, s.uid as speaker_uid
from aliases a
join speakers s on s.id = a.speaker_id;

create view speaker_roles as
select s.name as speaker, s.uid as speaker_uid, r.role, r.quote_count as quotations, r.first_published, r.last_published
from roles r
join speakers s on s.id = r.speaker_id;

create view months as
select s.name as speaker, s.uid as speaker_uid, m.month, m.quote_count as quotations
from speaker_months m
join speakers s on s.id = m.speaker_id;

create view excerpts as
select part.uid as excerpt_uid, f.fragment as excerpt, whole.uid as whole_uid, f.whole
from fragments f
join clusters p on p.id = f.fragment_id
join clusters w on w.id = f.whole_id
join quotes part on part.id = p.canonical_id
join quotes whole on whole.id = w.canonical_id;

create view leads as
select
  d.reason, one.uid, c.text, s.name as speaker, other.uid as other_uid, e.text as other_text, t.name as other_speaker,
  d.same_speaker, d.quote_count as printings, d.is_settled, s.uid as speaker_uid, t.uid as other_speaker_uid, c.spread,
  e.spread as other_spread, c.first_published, e.first_published as other_first_published, d.id as rank
from doubts d
join clusters c on c.id = d.one_id
join quotes one on one.id = c.canonical_id
left join speakers s on s.id = c.speaker_id
left join clusters e on e.id = d.other_id
left join quotes other on other.id = e.canonical_id
left join speakers t on t.id = e.speaker_id;
