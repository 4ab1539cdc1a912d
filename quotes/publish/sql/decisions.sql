-- What people decided, for everybody: who decided it and their notes stay in the store.

insert into corrections (decided_on, decision, was, now, reason, quote_uid, speaker_uid, article_uid)
select substr(decided_at, 1, 10), decision, was, now, reason, quote_uid, speaker_uid, article_uid
from (
  select
    decided_at,
    case
      when attached_to is not null then decision
      when decision = 'withdrawn' then 'article withdrawn'
      else 'article put back'
    end as decision,
    was, now, reason, attached_to as quote_uid, null as speaker_uid, article_uid
  from store.reviews
  where decision <> 'confirmed'
  union all
  select distinct
    decided_at,
    case when action = 'merge' then 'merged' when action = 'rename' then 'renamed' when article_uid is null then 'merge taken back'
      else 'split' end,
    was, now, reason, null, case when action = 'rename' then speaker_uid else coalesce(target_uid, speaker_uid) end, article_uid
  from store.speaker_decisions
)
order by decided_at;

create temp table last_words as
select * from store.reviews
where id in (select max(id) from store.reviews group by coalesce(attached_to, 'article ' || article_uid));

-- Under which uids a quotation that was decided on was ever known, and under which it is by now.
create temp table known (uid text not null, now text not null, article_uid text not null, primary key (uid, now)) without rowid;
insert or ignore into known
select quote_uid, attached_to, article_uid from store.reviews where attached_to is not null
union
select attached_to, attached_to, article_uid from store.reviews where attached_to is not null;

-- An utterance goes on where others printed it.
insert or ignore into withdrawn
select k.uid, r.reason, substr(r.decided_at, 1, 10), c.id
from last_words r
join known k on k.now = r.attached_to
left join store.quotes q on q.uid = r.attached_to
left join clusters c on c.id = q.cluster_id
where r.decision = 'withdrawn';

insert or ignore into withdrawn
select u.uid, r.reason, substr(r.decided_at, 1, 10), c.id
from last_words r
join (
  select uid, uid as article_uid, null as now from store.articles
  union all
  select q.uid, a.uid, q.uid from store.quotes q join store.articles a on a.id = q.article_id
  union all
  select uid, article_uid, now from known
) u on u.article_uid = r.article_uid
left join store.quotes q on q.uid = u.now
left join clusters c on c.id = q.cluster_id
where r.decision = 'withdrawn' and r.attached_to is null;

-- Speakers of whom nothing is left, and those who were merged into them.
create temp table silent as
select
  s.id, max(d.reviewed_on) as withdrawn_on,
  case when exists (
    select * from store.quotes q left join decided o on o.quote_id = q.id
    where q.speaker_id = s.id and o.status is not 'withdrawn'
  ) then 'Nothing is published of this speaker any more: what was read as theirs was withdrawn, or is held to be another’s.'
    when not exists (select * from store.quotes q where q.speaker_id = s.id) then 'Nothing of this speaker is published.'
    when count(distinct d.reason) = 1 then 'All that was published of this speaker was withdrawn: ' || d.reason
    else 'All that was published of this speaker was withdrawn.'
  end as reason
from decided d
join store.speakers s on s.id in (d.speaker_id, d.printed_under_id)
where d.status = 'withdrawn' and s.id not in (select id from speakers)
group by s.id;

insert or ignore into withdrawn
select s.uid, silent.reason, silent.withdrawn_on, null
from silent
join store.speakers s
  on s.id = silent.id or s.id in (select speaker_id from moved where article_id = 0 and target_id = silent.id)
where s.id not in (select id from speakers);

-- What was decided on and is not in its article any more, and what took its place, if anything did.
insert or ignore into changed
select k.uid, q.id
from known k
left join quotes q on q.uid = k.now
where k.uid not in (select uid from store.quotes)
  and k.uid not in (select uid from withdrawn)
  and (q.id is not null or k.now not in (select uid from store.quotes))
order by q.id is null;

insert into merged
select s.uid, m.target_id
from moved m
join store.speakers s on s.id = m.speaker_id
where m.article_id = 0 and m.target_id <> m.speaker_id and m.target_id in (select id from speakers);

insert into told_apart
select one_id, other_id
from apart
where one_id in (select id from speakers) and other_id in (select id from speakers);
