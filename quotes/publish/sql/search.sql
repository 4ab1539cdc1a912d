-- The search indexes. content="quotes" has double marks: Datasette knows a search index by this spelling alone.
create virtual table quotes_fts using fts5 (
  text, content="quotes", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
insert into quotes_fts (quotes_fts, rank) values ('hashsize', 100000000); -- in memory, with fewer parts to merge
insert into quotes_fts (quotes_fts) values ('rebuild');
insert into quotes_fts (quotes_fts) values ('optimize');

create virtual table speakers_fts using fts5 (
  name, also_known_as, content="speakers", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
insert into speakers_fts (speakers_fts) values ('rebuild');
insert into speakers_fts (speakers_fts) values ('optimize');
