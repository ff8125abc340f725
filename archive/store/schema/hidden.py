"""What is hidden, found by way of the few outlets and articles that hide anything, however many articles there are."""

# CROSS JOIN: left to itself, SQLite looks up the outlet of every article for each page that a stranger asks for.
HIDDEN = """
DROP VIEW articles_hidden;
CREATE VIEW articles_hidden AS
SELECT slot, NULL AS until FROM articles WHERE access = 'none'
UNION ALL
SELECT slot, embargo_until FROM articles WHERE embargo_until IS NOT NULL
UNION ALL
SELECT a.slot, NULL FROM outlets AS o CROSS JOIN articles AS a ON a.outlet_id = o.id
WHERE o.access = 'none' AND a.access = 'inherit'
UNION ALL
SELECT a.slot, o.embargo_until FROM outlets AS o CROSS JOIN articles AS a ON a.outlet_id = o.id
WHERE o.embargo_until IS NOT NULL AND a.embargo_until IS NULL;
"""
