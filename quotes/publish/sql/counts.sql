-- What pages show of many quotations at once, counted once for all.

insert into lead_counts
select reason, same_speaker is 0, count(*)
from doubts
group by 1, 2;

insert into speaker_months
select speaker_id, substr(published_on, 1, 7) as month, count(*)
from counted
where speaker_id is not null and published_on is not null
group by 1, 2;

insert into speaker_outlets
select speaker_id, outlet_id, count(*)
from counted
where speaker_id is not null and outlet_id is not null
group by 1, 2;

insert into measures (kind, name, confidence, quote_count)
select kind, rule, round(avg(confidence), 3), count(*) from counted where speaker_id is not null and rule <> 'person' group by 1, 2
union all
select 'form', mention_form, round(avg(confidence), 3), count(*) from counted where speaker_id is not null and rule <> 'person' group by 2;

insert into facts
values
  ('quotations', (select count(*) from quotes)),
  ('speakers', (select count(*) from speakers where quote_count > 0)),
  ('articles', (select count(*) from articles)),
  ('outlets', (select count(*) from outlets)),
  ('utterances', (select count(*) from clusters)),
  ('reviewed', (select count(*) from quotes where status <> 'unreviewed')),
  ('leads', (select coalesce(sum(lead_count), 0) from lead_counts where not are_others)),
  ('first_published', coalesce((select min(published_on) from quotes), '')),
  ('last_published', coalesce((select max(published_on) from quotes), '')),
  ('published_at', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));
