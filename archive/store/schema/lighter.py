"""Fewer keys to write with each article: a fifth of the pages that a thousand articles of any date change.

Outlets by date and the figures of the home page are one index, in the order of slots. The line of a table's row is only
looked for by its hash where the row has no address; one that has is known by that.
"""

LIGHTER = """
DROP INDEX articles_outlet;
DROP INDEX articles_figures;
CREATE INDEX articles_figures
  ON articles(outlet_id, slot, published_date, published, language, words, version, redirect_to);
DROP INDEX captures_body;
CREATE INDEX captures_body ON captures(body_sha256) WHERE evidence <> 'row' OR url IS NULL;
"""
