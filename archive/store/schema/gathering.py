"""How much of the index FTS5 gathers before it writes it out: a large batch, so that it is one piece of the index."""

GATHERING = """
INSERT INTO articles_fts(articles_fts, rank) VALUES ('hashsize', 67108864);
"""
