"""Evidence before reading: captures on their way to be read, runs by number, and why something came or did not."""

UNREAD = """
-- Captures that were kept and have not been read yet: a row lives for moments, or until the run after a killed one.
CREATE TABLE unread (
  id INTEGER PRIMARY KEY,
  capture_id INTEGER NOT NULL REFERENCES captures(id),
  input TEXT NOT NULL,              -- what was asked for, in the words of the report
  given TEXT NOT NULL               -- JSON: what a person said of it
);
"""

BATCHES = """
-- A row for every run of a command that collects, so that two runs at the same moment never share a number.
CREATE TABLE batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at TEXT NOT NULL          -- UTC
);
INSERT INTO batches (id, started_at) SELECT batch, min(at) FROM outcomes GROUP BY batch;
"""

WHY = """
-- One of the words of archive.model.Why; null for outcomes that are older than the words.
ALTER TABLE outcomes ADD COLUMN why TEXT;
-- How a source does, month by month, is answered from this index alone.
CREATE INDEX outcomes_source ON outcomes(source, at, why, kind);
CREATE INDEX outcomes_capture ON outcomes(capture_id) WHERE capture_id IS NOT NULL;
CREATE INDEX outcomes_article ON outcomes(article_id) WHERE article_id IS NOT NULL;
"""

EVIDENCE = (UNREAD, BATCHES, WHY)
