"""The lines that an extractor returned, without those that are not the article's.

General rules only, and each takes whole lines. A line goes that is page furniture (`phrases`), the text of a link to
another page of the site, the title again, a paragraph that already stood there, the byline or date above the text, or
one of at most two credits below it. What a widget left behind is kept as a link (`archive.embeds`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive import embeds, text, urls
from archive.bylines import LEAD
from archive.extract import phrases
from archive.extract.markup import DATE
from archive.extract.wording import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.extract.metadata import Metadata
    from archive.model import Link
    from archive.page import Page

# How far from the beginning a title or byline is looked for, and how many credits may go from the end.
TOP, TAIL = 6, 2
# A call to subscribe comes with some words on why, and a link for those who have.
_PROMPT = 4
# Furniture is short; a sentence of an article that happens to begin in its words mostly is not.
_MAX_FURNITURE = 300
# A shorter line that is a link may be a word of a list.
_MIN_POINTER = 20
# From this length on a repeated paragraph is a slip of the page and no figure of speech.
_MIN_REPEATED = 80
# Two headlines are one where they share so much of their words; a kicker adds a few. Fewer words are no headline.
_SHARE, _KICKER, _MIN_HEADLINE = 0.8, 8, 4
# A line above the text that says more than that beside names and dates says something of its own.
_MAX_BYLINE, _BYLINE_WORDS = 120, 4
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def tidy(
    lines: Sequence[str], page: Page, about: Metadata, links: frozenset[str] | None = None
) -> tuple[str, tuple[Link, ...]]:
    """The text in stored form, and the embeds that stood in it; `links` are the lines that may be links, if known."""
    body, found = embeds.take_out(text.clean("\n\n".join(lines)))
    kept = [line for line in text.paragraphs(body) if not _is_furniture(line)]
    kept = _without_pointers(kept, page, kept if links is None else links.intersection(kept))
    kept = _without_title(kept, about.title, page.texts("h1"))
    kept = _without_repeats(kept)
    kept = _without_byline(kept, about.authors)
    return "\n\n".join(_without_credits(kept, about.authors)), found


def _is_furniture(line: str) -> bool:
    if not any(character.isalnum() for character in line):
        return True
    if len(line) > _MAX_FURNITURE:
        return False
    folded = text.fold(line.lstrip("-•*→►» "))
    return bool(phrases.POINTER.match(folded) or phrases.FURNITURE.match(folded))


def _without_pointers(lines: list[str], page: Page, maybe: Iterable[str]) -> list[str]:
    """Without the lines that are nothing but the text of a link to another page of the site, as some may be."""
    said = {line: line.removeprefix("- ") for line in maybe if len(line) >= _MIN_POINTER}
    wanted = set(said.values())
    linked = set()
    for words, address in page.links_beside_text if wanted else ():
        if len(words) >= _MIN_POINTER:
            line = " ".join(words.split())
            if line in wanted and _leads_away(address, page):
                linked.add(line)
    return [line for line in lines if said.get(line) not in linked]


def _leads_away(href: str | None, page: Page) -> bool:
    """Whether a link leads to another page of the site; where the page's address is unknown, a relative one does."""
    if not href or href.startswith("#"):
        return False
    whole = page.absolute(href)
    if whole is None:
        return not page.url and not _ELSEWHERE.match(href)
    return urls.same_site(whole, page.url) and urls.identity(whole) != urls.identity(page.url or "")


def _without_title(lines: list[str], title: str | None, headlines: Iterable[str]) -> list[str]:
    """Without the title anywhere, and without a headline of the page, or the title in other words, at the top."""
    exact = {normal(title)} if title else set()
    echoes = exact | {normal(headline) for headline in headlines}
    return [
        line
        for place, line in enumerate(lines)
        if normal(line) not in exact and not (place < TOP and any(_echoes(line, echo) for echo in echoes))
    ]


def _echoes(line: str, headline: str) -> bool:
    """Whether a line repeats a headline: the same, with a few words more (a kicker), or nearly the same words."""
    said = normal(line)
    if said == headline:
        return True
    words, wanted = set(said.split()), set(headline.split())
    if len(wanted) < _MIN_HEADLINE or _SENTENCE_END.search(line):
        return False
    shared = len(words & wanted)
    with_kicker = shared >= _SHARE * len(wanted) and len(words) <= len(wanted) + _KICKER
    part_of_it = shared >= _SHARE * len(words) and len(words) >= _MIN_HEADLINE
    return with_kicker or part_of_it


def _without_repeats(lines: list[str]) -> list[str]:
    """Each long paragraph once, where it stands first; short lines may be repeated for effect."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        form = normal(line)
        if form not in seen or len(form) < _MIN_REPEATED:
            kept.append(line)
        seen.add(form)
    return kept


def _without_byline(lines: list[str], authors: Iterable[str]) -> list[str]:
    """Without the lines above the text that say no more than who wrote it and when."""
    names = [text.fold(name) for name in authors]
    return [line for line in lines[:TOP] if not _is_byline(line, names)] + lines[TOP:]


def _is_byline(line: str, names: list[str]) -> bool:
    if len(line) > _MAX_BYLINE or (_SENTENCE_END.search(line) and not DATE.search(line)):
        return False
    folded = text.fold(line)
    rest = folded
    for name in names:
        rest = rest.replace(name, " ")
    if rest == folded and not DATE.search(line) and not _CLOCK.search(line):
        return False
    said_more = len(normal(_NUMBER.sub(" ", DATE.sub(" ", rest))).split())
    return said_more <= _BYLINE_WORDS or (rest != folded and bool(LEAD.match(folded)))


def _without_credits(lines: list[str], authors: Iterable[str]) -> list[str]:
    """Without at most `TAIL` lines below the text that are about the text, its author or what should have followed."""
    for place in range(max(1, len(lines) - _PROMPT), len(lines)):
        if len(lines[place]) <= _MAX_FURNITURE and phrases.PAYWALL.search(text.fold(lines[place])):
            return lines[:place]
    names = [text.fold(name) for name in authors]
    end = len(lines)
    while end > 1 and len(lines) - end < TAIL and _is_credit(lines[end - 1], names):
        end -= 1
    return lines[:end]


def _is_credit(line: str, names: list[str]) -> bool:
    folded = text.fold(line)
    if line.endswith(":") or phrases.CREDIT.match(folded):
        return True
    return any(folded.startswith(name) and phrases.IS_SOMEBODY.match(folded, len(name)) for name in names)
