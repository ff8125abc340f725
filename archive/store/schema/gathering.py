"""How much of the index FTS5 gathers before it writes it out, and how many pieces of a kind lie before it merges them.

The words of a large batch are one piece. Sixteen of a kind are merged into one, a little with each addition; should
additions come faster than that, none of them has to merge everything at once before there are 64. What a large table
leaves is merged at its end (`batch.merged_a_little`), where eight lie.
"""

GATHERING = """
INSERT INTO articles_fts(articles_fts, rank) VALUES ('hashsize', 67108864);
INSERT INTO articles_fts(articles_fts, rank) VALUES ('automerge', 16);
INSERT INTO articles_fts(articles_fts, rank) VALUES ('crisismerge', 64);
INSERT INTO articles_fts(articles_fts, rank) VALUES ('usermerge', 8);
"""
