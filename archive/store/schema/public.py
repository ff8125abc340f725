"""The one table of Datasette that a public server shows: what strangers may see of every article, and nothing more."""

PUBLIC = """
CREATE VIEW articles_public AS
SELECT
  id, version, title, CASE WHEN seen IN ('full', 'excerpt') THEN dek END AS dek, authors, outlet,
  published, published_date, published_precision, modified, section, tags, language, words, url, canonical_url,
  archived_url, permalink, captured_at, evidence, first_seen, last_seen, text_sha256, seen AS access,
  CASE WHEN seen = 'full' THEN text END AS text
FROM (
  SELECT e.*,
    CASE WHEN coalesce(a.embargo_until, o.embargo_until) > date('now') THEN 'none'
         WHEN a.access <> 'inherit' THEN a.access
         WHEN o.access <> 'inherit' THEN o.access
         ELSE 'excerpt' END AS seen
  FROM articles_export AS e JOIN articles AS a ON a.id = e.id LEFT JOIN outlets AS o ON o.id = a.outlet_id
)
WHERE seen <> 'none';
"""
