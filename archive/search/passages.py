"""Where the words of a query stand in a text: the hits marked.

For snippets and whole articles alike, read as candidates are verified, so that a mark agrees with what was found: an
exact form is marked in that form alone, and of words near each other those that are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.search import snowball
from archive.search.occurrences import Passage, Reader
from archive.search.proximity import Span
from archive.search.tree import Node
from archive.text import HIT_CLOSE, HIT_OPEN


def mark(passage: str, root: Node, language: str | None = None) -> str:
    """The text with `HIT_OPEN` and `HIT_CLOSE` around what the words of a query match in it.

    In its `language` other forms of a word are marked too. Words asked for in a title alone are not marked. Without the
    marks the text is unchanged.
    """
    return mark_all([("", passage)], root, [language])[0][1]


def mark_all(
    articles: Sequence[tuple[str, str]], root: Node, languages: Sequence[str | None] = ()
) -> list[tuple[str, str]]:
    """The same for the dek and text of each article; `languages` are those of the articles, where they are known."""
    tags = [snowball.tag_of(language) for language in languages] or [""] * len(articles)
    passages = [(Passage(dek, tag), Passage(body, tag)) for (dek, body), tag in zip(articles, tags, strict=True)]
    reader = Reader(root)
    reader.learn(passage for both in passages for passage in both)
    return [(_marked(dek.text, reader.terms(dek)), _marked(body.text, reader.terms(body))) for dek, body in passages]


def _marked(text: str, spans: Iterable[Span]) -> str:
    """Hits that overlap are one."""
    pieces: list[str] = []
    at = 0
    for start, end in _joined(spans):
        pieces += (text[at:start], HIT_OPEN, text[start:end], HIT_CLOSE)
        at = end
    return "".join([*pieces, text[at:]])


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
