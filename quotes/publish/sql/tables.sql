-- The published tables. The columns a reader wants first stand first: plain Datasette shows them in this order.
-- `sort_key` is unique on purpose: Datasette loses rows when it pages over a column in which values repeat.

create table outlets (
  id integer primary key,
  name text not null,
  quote_count integer not null,
  article_count integer not null,
  first_published text,
  last_published text
);

create table articles (
  id integer primary key,
  title text not null,
  outlet_id integer references outlets (id),
  published_on text,
  quote_count integer not null,
  author text,
  url text,
  uid text not null
);

create table speakers (
  id integer primary key,
  name text not null,
  kind text not null,
  also_known_as text,
  quote_count integer not null,
  first_published text,
  last_published text,
  uid text not null,
  sort_key text not null
);

create table aliases (
  id integer primary key,
  name text not null,
  speaker_id integer not null references speakers (id)
);

create table roles (
  id integer primary key,
  role text not null,
  speaker_id integer not null references speakers (id),
  quote_count integer not null,
  first_published text,
  last_published text
);

create table clusters (
  id integer primary key,
  text text not null,
  speaker_id integer references speakers (id),
  spread text not null,
  quote_count integer not null,
  outlet_count integer not null,
  wording_count integer not null,
  speaker_count integer not null,
  speakers_differ integer not null,
  is_settled integer not null,
  are_several integer not null,
  first_published text,
  last_published text,
  canonical_id integer not null references quotes (id),
  sort_key text not null
);

create table quotes (
  id integer primary key,
  text text not null,
  speaker_id integer references speakers (id),
  spoken_on text,
  published_on text,
  outlet_id integer references outlets (id),
  difference text,
  cluster_id integer references clusters (id),
  article_id integer not null references articles (id),
  context text not null,
  kind text not null,
  printed_under_id integer references speakers (id),
  printed_under text,
  named_by text,
  speaker_role text,
  cue text,
  mention text,
  mention_form text not null,
  confidence real,
  rule text not null,
  spoken_basis text,
  published_at text,
  entry integer not null,
  start integer not null,
  "end" integer not null,
  pieces text not null,
  context_start integer not null,
  status text not null,
  reviewed_on text,
  review_reason text,
  attributed_on text,
  attribution_reason text,
  found_spoken_on text,
  dated_on text,
  dating_reason text,
  uid text not null,
  sort_key text not null
);

create table fragments (
  fragment_id integer not null references clusters (id),
  whole_id integer not null references clusters (id),
  fragment text not null,
  whole text not null,
  primary key (fragment_id, whole_id)
);

create table doubts (
  id integer primary key,
  reason text not null,
  one_id integer not null references clusters (id),
  other_id integer references clusters (id),
  same_speaker integer,
  is_settled integer not null,
  quote_count integer not null
);

create table lead_counts (
  reason text not null,
  are_others integer not null,
  lead_count integer not null,
  primary key (reason, are_others)
) without rowid;

create table speaker_months (
  speaker_id integer not null references speakers (id),
  month text not null,
  quote_count integer not null,
  primary key (speaker_id, month)
) without rowid;

create table speaker_outlets (
  speaker_id integer not null references speakers (id),
  outlet_id integer not null references outlets (id),
  quote_count integer not null,
  primary key (speaker_id, outlet_id)
) without rowid;

create table measures (
  id integer primary key,
  kind text not null,
  name text not null,
  confidence real not null,
  quote_count integer not null
);

create table facts (
  name text primary key,
  value not null
) without rowid;

create table corrections (
  id integer primary key,
  decided_on text not null,
  decision text not null,
  was text,
  now text,
  reason text not null,
  quote_uid text,
  speaker_uid text,
  article_uid text
);

create table withdrawn (
  uid text primary key,
  reason text not null,
  withdrawn_on text not null,
  cluster_id integer references clusters (id)
) without rowid;

create table changed (
  uid text primary key,
  quote_id integer references quotes (id)
) without rowid;

create table merged (
  uid text primary key,
  speaker_id integer not null references speakers (id)
) without rowid;

create table places (
  store_id integer primary key,
  quote_id integer not null
);

create table keys (
  key integer not null,
  quote_id integer not null,
  primary key (key, quote_id)
) without rowid;

create table told_apart (
  one_id integer not null references speakers (id),
  other_id integer not null references speakers (id),
  primary key (one_id, other_id)
) without rowid;
