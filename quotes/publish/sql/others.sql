-- Fills the tables around the quotations, with what can be counted about them, once the quotations have their indexes.
-- What is counted is copied first: the quotations themselves are too wide to be walked through in another order.

create temp table counted as
select
  cluster_id, id, speaker_id, outlet_id, published_on, speaker_role, kind, rule, mention_form, confidence,
  coalesce(difference, '') as wording
from quotes
order by cluster_id, id;

insert into articles
select
  a.id, coalesce(substr(a.title, 1, 1000), 'Untitled'), a.outlet_id, substr(a.published_at, 1, 10),
  (select count(*) from quotes q where q.article_id = a.id), substr(a.author, 1, 1000), substr(a.url, 1, 2000), a.uid
from store.articles a
where a.uid not in (
  select article_uid
  from store.reviews
  where id in (select max(id) from store.reviews where attached_to is null group by article_uid) and decision = 'withdrawn'
);

insert into outlets
select
  o.id, o.name, coalesce(sum(a.quote_count), 0), count(a.id), min(a.published_on), max(a.published_on)
from store.outlets o
left join articles a on a.outlet_id = o.id
group by o.id;

-- Spellings of speakers who were merged are the other's.
create temp table spelt (speaker_id integer not null, name text not null, primary key (speaker_id, name)) without rowid;
insert or ignore into spelt
select coalesce(m.target_id, a.speaker_id), a.name
from store.aliases a
left join moved m on m.speaker_id = a.speaker_id and m.article_id = 0;
insert or ignore into spelt
select s.id, coalesce(r.name, s.name)
from store.speakers s
left join renamed r on r.speaker_id = s.id;

insert into speakers
select
  s.id, coalesce(r.name, s.name), s.kind,
  (
    select group_concat(name, '; ')
    from (select a.name from spelt a where a.speaker_id = s.id and a.name <> coalesce(r.name, s.name) order by a.name)
  ),
  q.quote_count, q.first_published, q.last_published, s.uid, printf('%09d-%09d', q.quote_count, s.id)
from (
  select
    speaker_id, count(*) as quote_count, min(published_on) as first_published, max(published_on) as last_published
  from counted
  where speaker_id is not null
  group by speaker_id
) q
join store.speakers s on s.id = q.speaker_id
left join renamed r on r.speaker_id = s.id;

insert into aliases (name, speaker_id)
select a.name, a.speaker_id
from spelt a
where a.speaker_id in (select id from speakers)
order by a.speaker_id, a.name;

insert into roles (role, speaker_id, quote_count, first_published, last_published)
select speaker_role, speaker_id, count(*), min(published_on), max(published_on)
from counted
where speaker_role is not null and speaker_id is not null
group by speaker_id, speaker_role;

create temp table wordings (cluster_id integer primary key, id integer not null);
insert into wordings
select q.cluster_id, i.id
from store.quotes q
cross join ids i on i.store_id = q.id
where q.is_canonical;
insert or replace into wordings
select stands.cluster_id, i.id
from stands
join ids i on i.store_id = stands.quote_id;

insert into clusters
select
  c.id, canonical.text, canonical.speaker_id, spread(c.quote_count, c.outlet_count), c.quote_count, c.outlet_count,
  c.wording_count, c.speaker_count,
  c.speaker_count > 1 and (
    select in_conflict(name, kind)
    from (select distinct s.name, s.kind from quotes q join speakers s on s.id = q.speaker_id where q.cluster_id = c.id)
  ),
  c.first_published, c.last_published, canonical.id, printf('%09d-%012d', c.quote_count, c.id)
from (
  select
    cluster_id as id, count(*) as quote_count, count(distinct outlet_id) as outlet_count,
    count(distinct wording) as wording_count, count(distinct speaker_id) as speaker_count,
    min(published_on) as first_published, max(published_on) as last_published, min(id) as oldest
  from counted
  where cluster_id is not null
  group by cluster_id
) c
left join wordings w on w.cluster_id = c.id
join quotes canonical on canonical.id = coalesce(w.id, c.oldest);

insert into fragments
select f.fragment_id, f.whole_id, part.text, whole.text
from store.fragments f
join clusters part on part.id = f.fragment_id
join clusters whole on whole.id = f.whole_id;
