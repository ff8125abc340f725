"""Searches that are kept under a name, and the log of those that gave data away."""

SEARCHES = """
CREATE TABLE saved_searches (
  name TEXT PRIMARY KEY,            -- as in its address, /saved/NAME
  asked TEXT NOT NULL,              -- JSON: query, filters, sort, count; see archive/export/question.py
  made_at TEXT NOT NULL,            -- UTC
  run_at TEXT,                      -- when it was last run; null: not yet
  matches INTEGER,                  -- of that run
  last_article INTEGER,             -- how far the archive had come then: what is beyond is new
  last_change INTEGER
) WITHOUT ROWID;

-- The keeper's own: what was exported, sampled or run by name on the command line. What visitors search is never here.
CREATE TABLE searches (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,                 -- UTC
  command TEXT NOT NULL,            -- export, sample, saved
  asked TEXT NOT NULL,              -- JSON, as above
  understood TEXT NOT NULL,
  matches INTEGER NOT NULL,
  written INTEGER NOT NULL,         -- rows that went out
  excluded INTEGER NOT NULL         -- articles of the archive that did not match
);
"""
