"""The tables, as one document: what each holds, when a value is null, and which question needs which index.

Dates are ISO text at their true precision. `articles` holds the latest reading of every article, `versions` only
what has been superseded.
"""

CONFIG = """
CREATE TABLE config (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
"""

OUTLETS = """
CREATE TABLE outlets (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  host TEXT,                        -- where it is read; null for an outlet known by name alone
  country TEXT,
  language TEXT,
  access TEXT NOT NULL DEFAULT 'inherit' CHECK (access IN ('inherit', 'full', 'excerpt', 'metadata', 'none')),
  embargo_until TEXT                -- a day; until it has passed, visitors see nothing
);
"""

CAPTURES = """
CREATE TABLE captures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT,                         -- as asked for; null for a file of unknown address
  final_url TEXT,                   -- after redirects
  captured_at TEXT NOT NULL,        -- UTC; when the server sent it (a Wayback capture keeps its own time)
  evidence TEXT NOT NULL CHECK (evidence IN ('fetched', 'wayback', 'warc', 'file', 'row')),
  source TEXT NOT NULL,             -- feed:URL, file:PATH, file:PATH#L12, warc:FILE@OFFSET
  status INTEGER,                   -- HTTP; null for files and rows
  media_type TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,        -- of the payload; of the line for a row
  archived_url TEXT,                -- where an independent copy lies
  warc_file TEXT,                   -- relative to the evidence folder; null for a row, whose bytes stay in its table
  warc_offset INTEGER,
  warc_length INTEGER,
  revisit_of INTEGER REFERENCES captures(id)   -- an earlier capture of the same address with the same bytes
);
CREATE INDEX captures_url ON captures(url);
CREATE INDEX captures_body ON captures(body_sha256);
CREATE INDEX captures_warc ON captures(warc_file, warc_offset) WHERE warc_file IS NOT NULL;
"""

ARTICLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slot INTEGER NOT NULL UNIQUE,     -- the row of the index: first possible day << 24 | n; undated is day 0
  version INTEGER NOT NULL,         -- the outlet's edits, from 1
  reread INTEGER NOT NULL DEFAULT 0,-- readings and corrections of that edit
  cause TEXT NOT NULL CHECK (cause IN ('capture', 'reread', 'person')),
  capture_id INTEGER REFERENCES captures(id),
  outlet_id INTEGER REFERENCES outlets(id),
  published TEXT,                   -- null: unknown
  published_date TEXT,              -- its first possible day, for sorting and spreadsheets
  published_precision TEXT,         -- year, month, day or minute
  modified TEXT,
  language TEXT,
  section TEXT,
  url TEXT,                         -- as first asked for
  canonical_url TEXT,
  words INTEGER NOT NULL DEFAULT 0,
  text_sha256 TEXT NOT NULL,
  first_seen TEXT NOT NULL,         -- of the article
  version_seen TEXT NOT NULL,       -- first seen, of this version
  last_seen TEXT NOT NULL,
  access TEXT NOT NULL DEFAULT 'inherit' CHECK (access IN ('inherit', 'full', 'excerpt', 'metadata', 'none')),
  embargo_until TEXT,
  copy_of INTEGER REFERENCES articles(id),      -- the lead copy; null where this is it, or there are no copies
  redirect_to INTEGER REFERENCES articles(id),  -- set when this turned out to be another article
  flags TEXT NOT NULL DEFAULT '',   -- short names, by space: no_text paywalled undated date_impossible
  title TEXT,
  dek TEXT,
  authors TEXT NOT NULL DEFAULT '', -- joined by '; ', in the order of the byline
  tags TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL DEFAULT '{}',-- JSON: who said each field
  links TEXT NOT NULL DEFAULT '[]', -- JSON: embeds and links out
  filters TEXT NOT NULL,            -- words of the index: names, section, language, dates, flags
  grams TEXT NOT NULL DEFAULT '',   -- pairs of characters, for scripts without spaces
  text TEXT NOT NULL DEFAULT ''     -- paragraphs joined by a blank line
);
CREATE INDEX articles_text_sha256 ON articles(text_sha256);
CREATE INDEX articles_outlet ON articles(outlet_id, slot);
CREATE INDEX articles_copy_of ON articles(copy_of) WHERE copy_of IS NOT NULL;
-- Figures and outlets of the home page, from the index alone.
CREATE INDEX articles_figures ON articles(outlet_id, published_date, published, language, words, version)
  WHERE redirect_to IS NULL;
CREATE INDEX articles_redirected ON articles(slot) WHERE redirect_to IS NOT NULL;

-- Every key by which an article is recognised: `url:` canonical form, `file:` path, `text:` hash (from standard input).
CREATE TABLE identities (
  key TEXT PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id)
) WITHOUT ROWID;
CREATE INDEX identities_article ON identities(article_id);

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  number INTEGER NOT NULL,
  reread INTEGER NOT NULL,
  cause TEXT NOT NULL,
  capture_id INTEGER REFERENCES captures(id),
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  title TEXT,
  dek TEXT,
  authors TEXT NOT NULL,
  outlet TEXT,
  published TEXT,
  modified TEXT,
  language TEXT,
  section TEXT,
  tags TEXT NOT NULL,
  flags TEXT NOT NULL,
  origin TEXT NOT NULL,
  links TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (article_id, number, reread)
);
"""

NAMES = """
CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE article_authors (
  article_id INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  author_id INTEGER NOT NULL REFERENCES authors(id),
  position INTEGER NOT NULL,        -- in the byline, from 1
  PRIMARY KEY (article_id, author_id)
) WITHOUT ROWID;
CREATE INDEX article_authors_author ON article_authors(author_id);
CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE article_tags (
  article_id INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  tag_id INTEGER NOT NULL REFERENCES tags(id),
  PRIMARY KEY (article_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX article_tags_tag ON article_tags(tag_id);
"""

RECORDS = """
-- What a person said of an article, beside what was read; the newest of a field counts, and survives every re-reading.
CREATE TABLE overrides (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  field TEXT NOT NULL,
  value TEXT,                       -- JSON
  was TEXT,                         -- JSON: what had been read
  was_origin TEXT,                  -- who had said that
  by TEXT,
  at TEXT NOT NULL
);
CREATE INDEX overrides_article ON overrides(article_id, field, id);

-- What became of everything that was asked for. A table's row that was simply added is told by its capture alone.
CREATE TABLE outcomes (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  source TEXT NOT NULL,
  url TEXT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT,
  article_id INTEGER REFERENCES articles(id),
  capture_id INTEGER REFERENCES captures(id)
);
CREATE INDEX outcomes_batch ON outcomes(batch);
CREATE INDEX outcomes_url ON outcomes(url);
"""

# bm25 of a word in the title, dek, text and character pairs; filters never add to a rank. The title's weight was
# measured (docs/measured.md); the standfirst lies between it and the text. The hash size holds the words of a whole
# batch, so that it is written as one segment. Combining marks (M*) belong to words, or Hindi and Thai would fall into
# letters.
INDEX = """
CREATE VIRTUAL TABLE articles_fts USING fts5(
  title, dek, text, grams, filters,
  content='articles', content_rowid='slot',
  tokenize="porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
INSERT INTO articles_fts(articles_fts, rank) VALUES ('rank', 'bm25(10.0, 4.0, 1.0, 1.0, 0.0)');
INSERT INTO articles_fts(articles_fts, rank) VALUES ('hashsize', 33554432);
CREATE VIRTUAL TABLE articles_terms USING fts5vocab('articles_fts', 'row');
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts(rowid, title, dek, text, grams, filters)
  VALUES (new.slot, new.title, new.dek, new.text, new.grams, new.filters);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, dek, text, grams, filters)
  VALUES ('delete', old.slot, old.title, old.dek, old.text, old.grams, old.filters);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF slot, title, dek, text, grams, filters ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, dek, text, grams, filters)
  VALUES ('delete', old.slot, old.title, old.dek, old.text, old.grams, old.filters);
  INSERT INTO articles_fts(rowid, title, dek, text, grams, filters)
  VALUES (new.slot, new.title, new.dek, new.text, new.grams, new.filters);
END;
"""

EXPORT_VIEW = """
CREATE VIEW articles_export AS
SELECT
  a.id,
  a.version || CASE WHEN a.reread THEN '.' || a.reread ELSE '' END AS version,
  a.title, a.dek, a.authors, o.name AS outlet,
  a.published, a.published_date, a.published_precision, a.modified,
  a.section, a.tags, a.language, a.words, a.url, a.canonical_url, c.archived_url,
  coalesce((SELECT rtrim(value, '/') || '/article/' FROM config WHERE name = 'base_url' AND value <> ''), 'pressmark:')
    || a.id || '/v' || a.version || CASE WHEN a.reread THEN '.' || a.reread ELSE '' END AS permalink,
  c.captured_at, c.evidence, a.first_seen, a.last_seen, c.body_sha256, a.text_sha256,
  CASE WHEN a.access <> 'inherit' THEN a.access WHEN o.access <> 'inherit' THEN o.access ELSE 'full' END AS access,
  (SELECT count(*) FROM articles AS k WHERE k.copy_of = coalesce(a.copy_of, a.id)) AS copies,
  a.copy_of, a.flags, a.text
FROM articles AS a
LEFT JOIN outlets AS o ON o.id = a.outlet_id
LEFT JOIN captures AS c ON c.id = a.capture_id
WHERE a.redirect_to IS NULL;
"""

FIRST = (CONFIG, OUTLETS, CAPTURES, ARTICLES, NAMES, RECORDS, INDEX, EXPORT_VIEW)
