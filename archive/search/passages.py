"""Where the words of a query stand in a text: the hits marked.

The texts are put into an index in memory that stems and folds as the archive's does, and FTS5 marks them there. So a
mark agrees with what was found, for snippets and whole articles alike, at the cost of milliseconds; the archive's own
`snippet()` would merge the postings of a beginning anew for each row. Characters of unspaced scripts are parted for it
(`words.parted`), so that a piece of a run can be marked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial

from archive.search import compile as compiler
from archive.search import prefixes, words
from archive.search.tree import Node, terms
from archive.text import HIT_CLOSE, HIT_OPEN

_INDEX = f'CREATE VIRTUAL TABLE articles_fts USING fts5(title, dek, text, tokenize="{prefixes.STEMMER}")'
_TERMS = "CREATE VIRTUAL TABLE articles_terms USING fts5vocab(articles_fts, row)"
_MARKED = """
SELECT rowid, highlight(articles_fts, 1, ?1, ?2), highlight(articles_fts, 2, ?1, ?2)
FROM articles_fts WHERE articles_fts MATCH ?3
"""


def mark(passage: str, root: Node) -> str:
    """The text with `HIT_OPEN` and `HIT_CLOSE` around what the words of a query match in it.

    Words asked for in a title alone are not marked. Without the marks the text is unchanged.
    """
    return mark_all([("", passage)], root)[0][1]


def mark_all(articles: Sequence[tuple[str, str]], root: Node) -> list[tuple[str, str]]:
    """The same for the dek and text of each article."""
    found = list(articles)
    with closing(sqlite3.connect(":memory:")) as page:
        page.execute(_INDEX)
        page.execute(_TERMS)
        rows = ((at, words.parted(dek), words.parted(body)) for at, (dek, body) in enumerate(articles))
        page.executemany("INSERT INTO articles_fts (rowid, dek, text) VALUES (?, ?, ?)", rows)
        expression = _expression(page, root)
        for at, dek, body in page.execute(_MARKED, [HIT_OPEN, HIT_CLOSE, expression]) if expression else ():
            found[at] = dek.replace(words.JOINT, ""), body.replace(words.JOINT, "")
    return found


def _expression(page: sqlite3.Connection, root: Node) -> str:
    """Any of the words that may stand in dek or text."""
    found: list[str] = []
    for term in terms(root):
        if not term.field:
            phrase = words.parted(" ".join(term.words)).replace(words.JOINT, " ").split()
            is_beginning = term.prefix and not words.is_unspaced(term.words[-1])
            found += compiler.strings(phrase, partial(prefixes.forms, page) if is_beginning else None)
    return " OR ".join(dict.fromkeys(found))
