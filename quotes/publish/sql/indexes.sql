-- Ids count from the oldest printing on, and every index ends in the id: one by speaker gives theirs in order of time.
-- Every column that points to another table has an index, because a row's page counts what points to it.

create unique index quotes_uid on quotes (uid);
create unique index quotes_sort_key on quotes (sort_key);
create index quotes_speaker on quotes (speaker_id);
create index quotes_printed_under on quotes (printed_under_id, speaker_id);
create index quotes_not_theirs on quotes (printed_under_id) where printed_under_id is not speaker_id;
create index quotes_day on quotes (coalesce(spoken_on, published_on, ''));
create index quotes_speaker_day on quotes (speaker_id, coalesce(spoken_on, published_on, ''));
create index quotes_cluster on quotes (cluster_id);
create index quotes_outlet on quotes (outlet_id);
create index quotes_article on quotes (article_id);
create index quotes_kind on quotes (kind);
create index quotes_published_on on quotes (published_on);
create index quotes_spoken_on on quotes (spoken_on);
create unique index articles_uid on articles (uid);
create unique index outlets_name on outlets (name);
create index articles_outlet on articles (outlet_id);
create unique index speakers_uid on speakers (uid);
create unique index speakers_sort_key on speakers (sort_key);
create index aliases_speaker on aliases (speaker_id);
create index roles_speaker on roles (speaker_id);
create unique index clusters_sort_key on clusters (sort_key);
create index clusters_speaker on clusters (speaker_id, sort_key);
create index clusters_canonical on clusters (canonical_id);
create index clusters_speakers_differ on clusters (speakers_differ);
create index fragments_whole on fragments (whole_id);
create index doubts_one on doubts (one_id);
create index doubts_other on doubts (other_id);
create index doubts_reason on doubts (reason, id);
create index speaker_outlets_outlet on speaker_outlets (outlet_id);
create index measures_name on measures (kind, name);
create index quotes_status on quotes (status);
create index corrections_quote on corrections (quote_uid);
create index corrections_speaker on corrections (speaker_uid);
create index withdrawn_cluster on withdrawn (cluster_id);
create index changed_quote on changed (quote_id);
create index merged_speaker on merged (speaker_id);
