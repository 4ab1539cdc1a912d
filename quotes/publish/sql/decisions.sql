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
  select
    decided_at,
    case when action = 'merge' then 'merged' when action = 'rename' then 'renamed' when article_uid is null then 'merge taken back'
      else 'split' end,
    was, now, reason, null, coalesce(target_uid, speaker_uid), article_uid
  from store.speaker_decisions
)
order by decided_at;

create temp table last_words as
select * from store.reviews
where id in (select max(id) from store.reviews group by coalesce(attached_to, 'article ' || article_uid));

insert or ignore into withdrawn
select u.uid, r.reason, substr(r.decided_at, 1, 10)
from last_words r
join (
  select id, attached_to as uid from store.reviews union select id, quote_uid from store.reviews
) u on u.id = r.id
where r.decision = 'withdrawn' and r.attached_to is not null;

insert or ignore into withdrawn
select u.uid, r.reason, substr(r.decided_at, 1, 10)
from last_words r
join (
  select uid, uid as article_uid from store.articles
  union all
  select q.uid, a.uid from store.quotes q join store.articles a on a.id = q.article_id
) u on u.article_uid = r.article_uid
where r.decision = 'withdrawn' and r.attached_to is null;

insert into merged
select s.uid, m.target_id
from moved m
join store.speakers s on s.id = m.speaker_id
where m.article_id = 0 and m.target_id <> m.speaker_id and m.target_id in (select id from speakers);

insert into told_apart
select one_id, other_id
from apart
where one_id in (select id from speakers) and other_id in (select id from speakers);
