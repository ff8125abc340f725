"""Where articles are collected from, what is due, and what became of the rounds."""

ROUNDS = """
-- A place that names articles. A source that was removed keeps its row: what it gave is still told.
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'section', 'wayback')),
  url TEXT NOT NULL,
  name TEXT NOT NULL,
  outlet TEXT,                      -- what a person said; fills what its articles lack
  since TEXT,                       -- the days of copies that are asked of the Wayback Machine; null for other kinds
  until TEXT,
  added_at TEXT NOT NULL,
  removed_at TEXT,                  -- null while it is collected from
  UNIQUE (kind, url)
);

-- The files that a source consists of: itself, and the sitemaps that it names.
CREATE TABLE listings (
  source_id INTEGER NOT NULL REFERENCES sources(id),
  url TEXT NOT NULL,
  depth INTEGER NOT NULL,           -- 1 is the source's own address
  changed_at TEXT,                  -- what the index says of it: the last moment that its lastmod can mean (UTC)
  read_at TEXT,                     -- null: not yet
  etag TEXT,
  last_modified TEXT,
  resume TEXT,                      -- where a listing of the Wayback Machine goes on; null at its end
  PRIMARY KEY (source_id, url)
) WITHOUT ROWID;

-- Rounds in a row in which a source fared the same, with less than a day and a half between them.
CREATE TABLE spells (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources(id),
  why TEXT NOT NULL,                -- ok, or why it could not be read
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  rounds INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX spells_source ON spells(source_id, until);

CREATE TABLE rounds (
  id INTEGER PRIMARY KEY,
  began_at TEXT NOT NULL,
  ended_at TEXT                     -- null: it is at work, or was cut short
);

-- Every page that a source named, once, and when to look at it next.
CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,         -- the address without what does not matter; before it the time of a Wayback copy
  url TEXT NOT NULL,
  source_id INTEGER NOT NULL REFERENCES sources(id),
  title TEXT,                       -- as the source says, like the dates
  published TEXT,
  latest_day TEXT,                  -- the last day that its date of publication, or else of change, can mean
  snapshot TEXT,                    -- the 14-digit time of the Wayback copy that is meant; null for the page itself
  found_at TEXT NOT NULL,
  seen_at TEXT,                     -- when it was last asked for; null: not yet
  due_at TEXT,                      -- null: it need not be looked at again
  round INTEGER,                    -- the last round that asked for it
  etag TEXT,
  last_modified TEXT
);
CREATE INDEX visits_due ON visits(due_at) WHERE due_at IS NOT NULL;
CREATE INDEX visits_waiting ON visits(source_id) WHERE due_at IS NOT NULL AND seen_at IS NULL;
"""
