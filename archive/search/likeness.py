"""More like this: the words that tell most of what an article is about, as a query that any of them will do for.

A word tells the more, the more often the article has it, its title above all, and the fewer others have it; one that
none but its copies have finds nothing.

The best matches are not read more closely (`ranking`): that brings the right article forward where a person wrote the
words, but not where they are these (of 276 articles that editors had put together with others, half of which were then
among the first five either way), and takes longer than all the rest.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter

from archive import text
from archive.errors import NotFoundError
from archive.model import Hit
from archive.search import commonness, porter, tree, words
from archive.search.engine import MAX_SIZE, Engine, Filters, Request
from archive.search.tree import Node, Term

_WORDS = 12
# So many of the commonest words of the article are looked up in the index.
_LOOKED_UP = 40
_IN_TITLE = 3
_SHORTEST = 3

_ARTICLE = "SELECT coalesce(title, ''), coalesce(dek, ''), text FROM articles WHERE id = ?"
_LEAD = "SELECT coalesce(copy_of, id) FROM articles WHERE id = ?"
_COPIES = "SELECT id FROM articles WHERE copy_of = ?"


def like(
    conn: sqlite3.Connection,
    engine: Engine,
    article_id: int,
    limit: int = 10,
    *,
    filters: Filters | None = None,
    visitor: str | None = None,
) -> tuple[Hit, ...]:
    """The articles most like this one, best first, without itself and its copies; raises NotFoundError.

    `engine` reads the archive of `conn`; `filters` narrow what it may find, and `visitor` is who asks (see `Request`).
    """
    root = telling(conn, article_id)
    if root is None:
        return ()
    same = _copies(conn, article_id)
    asked = Request(root, filters or Filters(), size=min(MAX_SIZE, limit + len(same)), visitor=visitor, closely=False)
    return tuple(hit for hit in engine.stretch(asked).hits if hit.article_id not in same)[:limit]


def telling(conn: sqlite3.Connection, article_id: int) -> Node | None:
    """The telling words of an article, any of which will do; None where it has none. Raises NotFoundError."""
    row = conn.execute(_ARTICLE, [article_id]).fetchone()
    if row is None:
        raise NotFoundError(f"there is no article {article_id} in this archive")
    title, dek, body = row
    found = Counter[str]()
    for passage, times in ((title, _IN_TITLE), (dek, 1), (body, 1)):
        found.update({word: times * count for word, count in _words_of(passage).items()})
    often = dict(_one_of_each_stem(found).most_common(_LOOKED_UP))
    articles, copies = commonness.count_articles(conn), len(_copies(conn, article_id))
    worth = {
        word: (1 + math.log(often[word])) * commonness.weight(having, articles)
        for word, having in commonness.counts(conn, often).items()
        if having > copies
    }
    best = sorted(worth, key=lambda word: (-worth[word], word))[:_WORDS]
    return tree.either(Term((word,)) for word in best if worth[word] > 1e-3)


def _copies(conn: sqlite3.Connection, article_id: int) -> set[int]:
    """An article and all that are copies of it, or of the same."""
    leads = {lead for (lead,) in conn.execute(_LEAD, [article_id])}
    return {article_id, *leads, *(copy for lead in leads for (copy,) in conn.execute(_COPIES, [lead]))}


def _words_of(passage: str) -> Counter[str]:
    """The words of a text that could tell something; of unspaced scripts pairs of characters."""
    lower = passage.lower()
    spaced = (word for word in words.of_text(lower) if not words.is_unspaced(word))
    found = Counter(word for word in spaced if len(word) >= _SHORTEST and not word.isdigit())
    found.update(pair for run in text.unspaced_runs(passage) for pair in text.bigrams(run) if len(pair) > 1)
    return Counter({word: count for word, count in found.items() if word not in commonness.FUNCTION_WORDS})


def _one_of_each_stem(found: Counter[str]) -> Counter[str]:
    """The counts of forms together, under the form that is commonest."""
    together: dict[str, Counter[str]] = {}
    for word, stem in porter.cut(found).items():
        together.setdefault(stem, Counter())[word] = found[word]
    return Counter({forms.most_common(1)[0][0]: forms.total() for forms in together.values()})
