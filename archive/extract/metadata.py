"""The metadata of an article: what each source says, and whom to believe, field by field.

Trust falls from what sites write for machines about this article (JSON-LD), over the head of the page and its visible
markup, to the address; trafilatura's own reading fills what nobody said. The rule of each field is a function or a
module of its own, and `origin` says whose words were taken.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from archive import bylines, dates, text
from archive.extract import address, jsonld, markup, meta, moments, outlets, spots, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive.extract.claims import Said, Sources
    from archive.extract.spots import Spots
    from archive.page import Page

# Only dates that stand in the markup as such, and no clock: reading a page again next year must give the same.
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
# Longer than any tag: a sentence that stands where a tag should.
_MAX_TAG = 60
# In words: shorter descriptions are slogans and names of sections.
_MIN_DEK = 4


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a reading but its text; `origin` maps each that was found to its source.

    The flag `dates_disagree` means that two sources state days of publication that cannot both be true.
    """

    title: str | None = None
    dek: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    outlet: str | None = None
    canonical_url: str | None = None
    origin: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


def read(page: Page, where: Spots = spots.NOWHERE) -> Metadata:
    """All that a page says about its article; `where` is what its outlet is known to hold headline and byline in."""
    stated = {"json-ld": jsonld.read(page), "meta": meta.read(page), "url": address.read(page)}
    outlet = outlets.choose(stated, page)
    names = _names(stated, outlet)
    chosen: dict[str, Any] = {
        "title": _title(stated, page, names, where),
        "dek": _dek(stated, page),
        "authors": _authors(stated, page, names, where),
        "published": _published(stated, page),
        "modified": next(_moments(stated, "modified"), None) or next(_shown_moments(markup.modified(page)), None),
        "section": _first(stated, "section"),
        "tags": _tags(stated),
        "language": _language(stated),
        "outlet": outlet,
        "canonical_url": _first(stated, "canonical_url"),
    }
    chosen |= _guesses(page, [name for name in ("title", "published") if not chosen[name]])
    said = {name: one for name, one in chosen.items() if one}
    return Metadata(
        **{name: value for name, (_, value) in said.items()},
        origin={name: by for name, (by, _) in said.items()},
        flags=("dates_disagree",) if moments.disagree(list(_moments(stated, "published"))) else (),
    )


def _first(stated: Sources, name: str) -> Said | None:
    """The first claim to a field, with its source."""
    return next(((by, words) for by, claims in stated.items() for words in getattr(claims, name)), None)


def _names(stated: Sources, outlet: Said | None) -> tuple[str, ...]:
    """All that the outlet is called: by itself, its publisher, and its address with and without the ending."""
    hosts = stated["url"].outlet
    named = (*stated["meta"].outlet, *stated["json-ld"].outlet, *hosts, *map(outlets.label, hosts))
    return (outlet[1], *named) if outlet else named


def _title(stated: Sources, page: Page, names: tuple[str, ...], where: Spots) -> Said | None:
    given = [(by, title) for by, claims in stated.items() for title in claims.title]
    sections = (section for claims in stated.values() for section in claims.section)
    path = unquote(urlsplit(page.url or "").path)
    usual = None if given else spots.line(page, where.headline)
    seen = dict.fromkeys(((usual,) if usual else ()) + markup.headlines(page))
    return titles.choose(given, tuple(seen), (*names, *sections), path)


def _dek(stated: Sources, page: Page) -> Said | None:
    """The first description that has the length of a sentence, else the standfirst in sight."""
    given = [(by, words) for by, claims in stated.items() for words in claims.dek]
    shown = markup.standfirst(page) if not given else None
    claims = [*given, ("markup", shown)] if shown else given
    return next((one for one in claims if text.count_words(one[1]) >= _MIN_DEK), None)


def _authors(stated: Sources, page: Page, names: tuple[str, ...], where: Spots) -> tuple[str, tuple[str, ...]] | None:
    return next((choice for choice in _bylines(stated, page, names, where) if choice[1]), None)


def _bylines(
    stated: Sources, page: Page, names: tuple[str, ...], where: Spots
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """People that metadata names, an agency of JSON-LD, people in sight, other organisations, and last the outlet.

    In sight they are looked for first where the outlet is known to show them. An agency that JSON-LD names beside
    people as one of them shares their byline.
    """
    given = {by: bylines.names(claims.authors) for by, claims in stated.items()}
    for by, found in given.items():
        people = bylines.people(found, names)
        yield by, bylines.without_outlet(found, names) if people and by == "json-ld" else people
    given = {by: bylines.names((*claims.authors, *claims.organisations)) for by, claims in stated.items()}
    yield "json-ld", bylines.without_outlet(given["json-ld"], names)
    usual = spots.line(page, where.byline)
    yield "habits", bylines.people([usual] if usual else [], names)
    shown = markup.bylines(page)
    yield "markup", bylines.people(shown, names)
    given["markup"] = bylines.names(shown)
    for by, found in given.items():
        yield by, bylines.without_outlet(found, names)
    yield from given.items()
    yield "markup", bylines.people(markup.written_bylines(page), names)
    for line in markup.supposed_bylines(page):
        yield "markup", tuple(filter(bylines.stands_alone, bylines.without_outlet(bylines.names([line]), names)))


def _published(stated: Sources, page: Page) -> Said | None:
    """What is stated; where no hour is, times in the markup too, and what is written makes it more precise."""
    said = list(_moments(stated, "published"))
    if not _has_hour(said):
        said += _shown_moments(markup.published(page))
    chosen = moments.published(said)
    if _has_hour(said):
        return chosen
    written = _shown_moments(markup.written_dates(page))
    return next((one for one in written if not chosen or moments.is_finer(one[1], chosen[1])), chosen)


def _has_hour(said: Iterable[Said]) -> bool:
    return any(dates.precision(iso) == "minute" for _, iso in said)


def _moments(stated: Sources, name: str) -> Iterator[Said]:
    """The date that each source states first, in ISO form."""
    for by, claims in stated.items():
        yield from [(by, iso) for iso in map(dates.parse, getattr(claims, name)) if iso][:1]


def _shown_moments(words: Iterable[str]) -> Iterator[Said]:
    """Dates in sight; one of which only the year is sure is none."""
    return (("markup", iso) for iso in map(dates.parse, words) if iso and dates.precision(iso) != "year")


def _tags(stated: Sources) -> tuple[str, tuple[str, ...]] | None:
    """The keywords of the first source that has any, each once; a list may be written with commas."""
    for by, claims in stated.items():
        found: dict[str, str] = {}
        for piece in (piece.strip() for words in claims.tags for piece in re.split(r"[,;、]", words)):
            if 0 < len(piece) <= _MAX_TAG:
                found.setdefault(text.fold(piece), piece)
        if found:
            return by, tuple(found.values())
    return None


def _language(stated: Sources) -> Said | None:
    """The primary subtag of BCP 47, since `en-GB` and `en` are one language to a search."""
    said = _first(stated, "language")
    code = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", said[1]) if said else None
    return (said[0], code[0].lower()) if said and code else None


def _guesses(page: Page, missing: list[str]) -> dict[str, Any]:
    """What trafilatura makes of the page, for the fields that nothing states."""
    if not missing:
        return {}
    from trafilatura import metadata as others  # slow to import, and seldom asked

    tree = copy(page.tree)
    found: dict[str, Any] = {}
    if "title" in missing:
        found["title"] = text.clean_line(others.extract_title(tree) or "")
    if "published" in missing:
        address = others.extract_url(tree, page.url)
        found["published"] = dates.parse(others.find_date(tree, url=address, **_DATE_SEARCH))
    return {name: ("trafilatura", value) for name, value in found.items() if value}
