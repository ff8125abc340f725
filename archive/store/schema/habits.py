"""What outlets do on every page, and how far a re-reading has come."""

HABITS = """
CREATE TABLE habits (
  host TEXT PRIMARY KEY,
  learnt TEXT NOT NULL,             -- JSON, see archive/extract/habits.py
  at TEXT NOT NULL
) WITHOUT ROWID;

-- One line for each re-reading that was stopped; it goes when that is done.
CREATE TABLE rereadings (
  scope TEXT PRIMARY KEY,           -- an outlet's slug; empty for the whole archive
  reader TEXT NOT NULL,             -- what read: another extractor begins anew
  done INTEGER NOT NULL             -- the last article that was read
) WITHOUT ROWID;
"""
