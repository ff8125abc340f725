"""What was taken down: a stone for each article, and the hashes by which it is known should it come again."""

TAKEDOWNS = """
-- The article itself is gone from every table; its number is never given again.
CREATE TABLE tombstones (
  article_id INTEGER PRIMARY KEY,   -- no reference: there is nothing left to refer to
  at TEXT NOT NULL,                 -- UTC
  reason TEXT NOT NULL,             -- a person's words
  by_law INTEGER NOT NULL,          -- 1: the law asked for it
  by TEXT,
  hashes TEXT NOT NULL              -- JSON: version, SHA-256 of its text, SHA-256 of its bytes; the newest first
);
-- SHA-256 of every key (`url:…`, `file:…`), text and body by which it could come back.
CREATE TABLE barred (
  sha256 TEXT PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES tombstones(article_id)
) WITHOUT ROWID;
"""
