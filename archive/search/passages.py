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
    found = hits_all(articles, root, languages)
    return [
        (_marked(dek, in_dek), _marked(body, in_body))
        for (dek, body), (in_dek, in_body) in zip(articles, found, strict=True)
    ]


def hits_all(
    articles: Sequence[tuple[str, str]], root: Node, languages: Sequence[str | None] = ()
) -> list[tuple[list[Span], list[Span]]]:
    """First and last offset of what would be marked in the dek and text of each article; none overlap."""
    tags = [snowball.tag_of(language) for language in languages] or [""] * len(articles)
    passages = [Passage(part, tag) for both, tag in zip(articles, tags, strict=True) for part in both]
    reader = Reader(root)
    found = [_joined(reader.terms(places)) for places in reader.read(passages)]
    return list(zip(found[::2], found[1::2], strict=True))


def _marked(text: str, hits: Iterable[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in hits:
        pieces += (text[at:start], HIT_OPEN, text[start:end], HIT_CLOSE)
        at = end
    return "".join([*pieces, text[at:]])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Hits that overlap are one."""
    found: list[Span] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
