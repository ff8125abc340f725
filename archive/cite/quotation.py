"""A quotation: words as they stand in one version of an article, with the paragraph and the address that shows them.

Words are found whatever quotation marks, dashes, spaces and capitals they were copied with, and given back as they
stand. `[…]` in them stands for words left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote as percent

from archive import text
from archive.cite import citation
from archive.errors import NotFoundError
from archive.model import Article, Citation

OMISSION = " […] "
_OMITTED = re.compile(r"\s*\[\s*(?:…|\.\s?\.\s?\.)\s*\]\s*")
# Whoever quotes within a quotation changes its marks, so that all of them are alike.
_LIKE = {
    **dict.fromkeys('"‘’‚‛′`´“”„‟″«»', "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_AROUND = " \t\r\n\"'“”„‘’‚«»‹›「」『』"
# Beyond so many characters a text fragment names the beginning and the end of the words, so many words of each.
_FRAGMENT_LENGTH, _EDGE_WORDS, _EDGE_CHARACTERS = 120, 5, 40


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a version: exactly as they stand there, where, and the citation that points at them.

    `permalink` ends in the first paragraph; `marked` opens the page at the words, marked by the browser, and is None
    where the archive has no public address.
    """

    text: str
    paragraphs: tuple[int, ...]
    version: str
    permalink: str
    marked: str | None
    text_sha256: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words stand in a text: what stands there, and the first and last paragraph, from 1."""

    text: str
    first: int
    last: int


def quote(
    article: Article,
    words: str | None = None,
    *,
    base_url: str | None,
    accessed: str,
    archive: str | None = None,
    paragraphs: tuple[int, ...] = (),
) -> Quotation:
    """Quote words of an article at its version, within these paragraphs where some are named, or the paragraphs whole.

    Raises NotFoundError for words or paragraphs that the version does not have.
    """
    cited = citation.of(article, base_url=base_url, accessed=accessed, archive=archive, paragraphs=paragraphs)
    every = text.paragraphs(article.version.reading.text)
    before = paragraphs[0] - 1 if paragraphs else 0
    found = Passage("\n\n".join(every[before : paragraphs[-1]] if paragraphs else every), 1, len(paragraphs))
    if words is not None:
        place = f"paragraph {before + 1} of " if paragraphs else ""
        within = find(found.text, words)
        if within is None:
            raise NotFoundError(f"these words are not in {place}article {article.id} v{cited.version}: “{words}”")
        found = within
    numbers = tuple(range(before + found.first, before + found.last + 1))
    pinned = citation.of(article, base_url=base_url, accessed=accessed, archive=archive, paragraphs=numbers)
    return Quotation(
        text=found.text,
        paragraphs=numbers,
        version=cited.version,
        permalink=pinned.permalink,
        marked=f"{pinned.permalink}:~:{fragment(found.text)}" if base_url and numbers else None,
        text_sha256=cited.text_sha256,
        citation=pinned,
    )


def find(whole: str, words: str) -> Passage | None:
    """Where words first stand in a text, or None; see the top of this file for what counts as the same."""
    parts = [part for part in _OMITTED.split(text.clean(words).strip(_AROUND)) if part]
    folded, places = _folded(whole)
    pieces: list[str] = []
    first, last, at = 0, 0, 0
    for part in parts:
        wanted = _folded(part)[0].strip()
        at = folded.find(wanted, at)
        if at < 0 or not wanted:
            return None
        start, end = places[at], places[at + len(wanted) - 1] + 1
        pieces.append(whole[start:end])
        first, last, at = first if len(pieces) > 1 else start, end, at + len(wanted)
    if not pieces:
        return None
    return Passage(OMISSION.join(pieces), whole.count("\n\n", 0, first) + 1, whole.count("\n\n", 0, last) + 1)


def fragment(words: str) -> str:
    """The text directive that marks words on a page (WICG, URL Fragment Text Directives, 3.2)."""
    if len(words) <= _FRAGMENT_LENGTH and "\n" not in words and OMISSION not in words:
        return f"text={_encoded(words)}"
    lines = words.replace(OMISSION, "\n").split("\n")
    beginning = " ".join(lines[0].split(" ")[:_EDGE_WORDS])[:_EDGE_CHARACTERS]
    end = " ".join(lines[-1].split(" ")[-_EDGE_WORDS:])[-_EDGE_CHARACTERS:]
    return f"text={_encoded(beginning)},{_encoded(end)}"


def _encoded(words: str) -> str:
    """Percent-encoded, with the hyphen, comma and ampersand that mean something in a directive."""
    return percent(words, safe="").replace("-", "%2D")


def _folded(words: str) -> tuple[str, list[int]]:
    """Words in the form in which they are compared, and the place in `words` that each character came from."""
    characters = list(_characters(words))
    return "".join(character for character, _ in characters), [place for _, place in characters]


def _characters(words: str) -> Iterator[tuple[str, int]]:
    is_space = False
    for place, character in enumerate(words):
        if character.isspace():
            if not is_space:
                yield " ", place
            is_space = True
            continue
        is_space = False
        for one in _LIKE.get(character, character.lower()):
            yield one, place
