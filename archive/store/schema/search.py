"""What a search at a million articles needs: small columns in one place, what changed, and what visitors must not see.

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

SEARCH = (COLUMNS, CHANGES, HIDDEN)
