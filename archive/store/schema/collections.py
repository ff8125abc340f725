"""Sets of articles that people pick, each article pinned to the version they saw."""

COLLECTIONS = """
CREATE TABLE collections (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE TABLE collection_items (
  collection_id INTEGER NOT NULL REFERENCES collections(id) ON DELETE CASCADE,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  version TEXT NOT NULL,            -- as it stood when it was picked: 2 or 2.1
  added_at TEXT NOT NULL,
  PRIMARY KEY (collection_id, article_id)
) WITHOUT ROWID;
CREATE INDEX collection_items_article ON collection_items(article_id);
"""

# A search in a collection is remembered like any other, so that whoever remembers has to learn of a change.
TOLD = """
CREATE TRIGGER collection_items_added AFTER INSERT ON collection_items BEGIN
  INSERT INTO article_changes (article_id) VALUES (new.article_id);
END;
CREATE TRIGGER collection_items_removed AFTER DELETE ON collection_items BEGIN
  INSERT INTO article_changes (article_id) VALUES (old.article_id);
END;
"""

STEP = (COLLECTIONS, TOLD)
