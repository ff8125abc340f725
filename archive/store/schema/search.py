"""What a search at a million articles needs: small columns, what changed, what is hidden, batches for the index.

A row of `articles` is as wide as its text, so whatever a count or a facet asks of all matches stands in an index of its
own. A reader that holds copies of these columns follows what is new by the highest article id, and what is different by
`article_changes`.
"""

COLUMNS = """
CREATE INDEX articles_columns ON articles(slot, outlet_id, language, section, copy_of, redirect_to, words);
"""

# New articles are told by their ids, so that only what changes afterwards needs a line; null stands for all articles of
# some outlet.
CHANGES = """
CREATE TABLE article_changes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER
);
CREATE TRIGGER article_changes_update AFTER UPDATE OF slot, outlet_id, language, section, copy_of, redirect_to, words,
  title, dek, text, grams, filters, access, embargo_until ON articles
BEGIN
  INSERT INTO article_changes (article_id) VALUES (old.id);
END;
CREATE TRIGGER article_changes_delete AFTER DELETE ON articles BEGIN
  INSERT INTO article_changes (article_id) VALUES (old.id);
END;
CREATE TRIGGER article_changes_outlet AFTER UPDATE OF access, embargo_until ON outlets BEGIN
  INSERT INTO article_changes (article_id) VALUES (NULL);
END;
"""

# In step with `store.visibility.level`, which a test holds to it.
HIDDEN = """
CREATE INDEX articles_withheld ON articles(slot) WHERE access = 'none';
CREATE INDEX articles_embargoed ON articles(embargo_until, slot) WHERE embargo_until IS NOT NULL;
CREATE VIEW articles_hidden AS
SELECT slot, NULL AS until FROM articles WHERE access = 'none'
UNION ALL
SELECT slot, embargo_until FROM articles WHERE embargo_until IS NOT NULL
UNION ALL
SELECT a.slot, NULL FROM outlets AS o JOIN articles AS a ON a.outlet_id = o.id
WHERE o.access = 'none' AND a.access = 'inherit'
UNION ALL
SELECT a.slot, o.embargo_until FROM outlets AS o JOIN articles AS a ON a.outlet_id = o.id
WHERE o.embargo_until IS NOT NULL AND a.embargo_until IS NULL;
"""

# SQLite makes FTS5 write out what it has gathered before each statement that fires a trigger, article by article; while
# a batch is written, its new articles wait, and enter the index in one statement (`store.batch`), in half the time.
WAITING = """
CREATE TABLE index_waiting (
  after_article INTEGER NOT NULL    -- articles with a higher id are not in the index yet; empty but within a batch
);
DROP TRIGGER articles_fts_insert;
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles
WHEN NOT EXISTS (SELECT 1 FROM index_waiting) BEGIN
  INSERT INTO articles_fts(rowid, title, dek, text, grams, filters)
  VALUES (new.slot, new.title, new.dek, new.text, new.grams, new.filters);
END;
DROP TRIGGER articles_fts_delete;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM index_waiting WHERE after_article < old.id) BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, dek, text, grams, filters)
  VALUES ('delete', old.slot, old.title, old.dek, old.text, old.grams, old.filters);
END;
DROP TRIGGER articles_fts_update;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF slot, title, dek, text, grams, filters ON articles
WHEN NOT EXISTS (SELECT 1 FROM index_waiting WHERE after_article < old.id) BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, dek, text, grams, filters)
  VALUES ('delete', old.slot, old.title, old.dek, old.text, old.grams, old.filters);
  INSERT INTO articles_fts(rowid, title, dek, text, grams, filters)
  VALUES (new.slot, new.title, new.dek, new.text, new.grams, new.filters);
END;
"""

SEARCH = (COLUMNS, CHANGES, HIDDEN, WAITING)
