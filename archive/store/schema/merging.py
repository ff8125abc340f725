"""How eagerly the index merges what additions leave: seldom, as merging is what a large archive spends its time on.

FTS5 merges four pieces of a kind into one unless told otherwise. At eight, 100,000 articles in 400 batches are indexed
in two thirds of the time, and a search of a million looks into about twenty pieces instead of ten; `pressmark index`
makes one of them.
"""

MERGING = """
INSERT INTO articles_fts(articles_fts, rank) VALUES ('automerge', 8);
"""
