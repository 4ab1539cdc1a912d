-- Fills the tables around the quotations, with what can be counted about them. What is counted is copied first: the
-- quotations themselves are too wide to be walked through in another order.

create temp table counted as
select
  cluster_id, id, speaker_id, printed_under_id, outlet_id, article_id, published_on, speaker_role, kind, rule,
  mention_form, confidence,
  coalesce(difference, '') as wording
from quotes
order by cluster_id, id;

insert into articles
select
  a.id, coalesce(substr(a.title, 1, 1000), 'Untitled'), a.outlet_id, substr(a.published_at, 1, 10),
  coalesce(q.quote_count, 0), substr(a.author, 1, 1000), substr(a.url, 1, 2000), a.uid
from store.articles a
left join (select article_id, count(*) as quote_count from counted group by 1) q on q.article_id = a.id
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
  union all -- and those under whose name only what others said was printed
  select distinct printed_under_id, 0, null, null
  from counted
  where printed_under_id is not speaker_id
    and printed_under_id not in (select speaker_id from counted where speaker_id is not null)
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

-- Outlets differ in the persons whom they name; that stays so when people decide who it was.
create temp table conflicting (cluster_id integer primary key);
insert into conflicting
select cluster_id
from (
  select distinct q.cluster_id, s.id, s.name, s.kind
  from (select cluster_id from counted group by 1 having count(distinct printed_under_id) > 1) several
  join counted q on q.cluster_id = several.cluster_id
  join speakers s on s.id = q.printed_under_id
)
group by cluster_id
having in_conflict(id, name, kind);

-- Whether those are certainly different who are held to have said it, and whether anybody is: where all was
-- misattributed nobody knows who it was.
create temp table held (cluster_id integer primary key, are_several integer not null, is_known integer not null);
insert into held
select cluster_id, in_conflict(id, name, kind), sum(kind <> 'unnamed')
from (
  select distinct q.cluster_id, s.id, s.name, s.kind
  from (
    select cluster_id from conflicting
    union
    select cluster_id from counted where printed_under_id is not speaker_id and cluster_id is not null
  ) touched
  join counted q on q.cluster_id = touched.cluster_id
  join speakers s on s.id = q.speaker_id
)
group by cluster_id;

insert into clusters
select
  c.id, canonical.text, case when h.are_several then null else canonical.speaker_id end,
  spread(c.quote_count, c.outlet_count, c.unstated), c.quote_count, c.outlet_count, c.wording_count, c.speaker_count,
  d.cluster_id is not null, d.cluster_id is not null and not coalesce(h.are_several, 1) and h.is_known > 0,
  coalesce(h.are_several, 0), c.first_published, c.last_published, canonical.id, printf('%09d-%012d', c.quote_count, c.id)
from (
  select
    cluster_id as id, count(*) as quote_count, count(distinct outlet_id) as outlet_count, sum(outlet_id is null) as unstated,
    count(distinct wording) as wording_count, count(distinct printed_under_id) as speaker_count,
    min(published_on) as first_published, max(published_on) as last_published, min(id) as oldest
  from counted
  where cluster_id is not null
  group by cluster_id
) c
left join wordings w on w.cluster_id = c.id
left join conflicting d on d.cluster_id = c.id
left join held h on h.cluster_id = c.id
join quotes canonical on canonical.id = coalesce(w.id, c.oldest);

insert into fragments
select f.fragment_id, f.whole_id, part.text, whole.text
from store.fragments f
join clusters part on part.id = f.fragment_id
join clusters whole on whole.id = f.whole_id;

-- Leads, the most printed first, those that people settled behind all others. A pair in which another wording stands
-- in for one that was withdrawn was compared with words that are gone.
insert into doubts (reason, one_id, other_id, same_speaker, is_settled, quote_count)
select 'speakers' as reason, id as one_id, null as other_id, null as same_speaker, is_settled, quote_count
from clusters
where speakers_differ = 1
union all
select pair.reason, one.id, other.id, one.speaker_id = other.speaker_id, 0, one.quote_count + other.quote_count
from store.close pair
join clusters one on one.id in (pair.one_id, pair.other_id)
join clusters other on other.id = pair.one_id + pair.other_id - one.id
where (one.quote_count, -one.id) > (other.quote_count, -other.id)
  and not exists (select 1 from stands where cluster_id in (one.id, other.id))
order by is_settled, quote_count desc, one_id, other_id;
