"""The draft of an outlet's file, and of its first fixture, from one page of it.

The file says what the page itself says; a method is for a person to write, where generic reading is wrong. The fixture
has the page's markup around headline, byline, date and text, and none of its words: those are placeholders, which the
contributor replaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from archive import bylines, dates, text, urls
from archive.errors import UsageError
from archive.extract import jsonld, read_page
from archive.model import Reading
from archive.page import Page, words_of

_FEED_TYPES = "link[rel~=alternate][type='application/rss+xml'], link[rel~=alternate][type='application/atom+xml']"
# What of an element's attributes a selector may hold on to.
_ATTRIBUTES = ("class", "id", "itemprop", "itemscope", "itemtype", "rel", "role", "datetime")
_HEADLINE = "A headline of your own"
_PARAGRAPH = "Paragraph {} of your own: write here, in the language of the outlet, of something that never happened."
_PARAGRAPHS = 3
_WRITERS = ("Ada Quill", "Ben Marrow", "Cleo Tern", "Dov Ash")


@dataclass(frozen=True, slots=True)
class Draft:
    """An outlet's file and its first fixture, as texts, and where they go; `reading` is what generic reading made."""

    url: str
    module: str
    source: str
    fixture: str
    page: str
    wanted: str
    reading: Reading


def draft(page: Page, at: str) -> Draft:
    """The draft from a page seen at `at`; raises UsageError where the page does not say where it is from."""
    reading = read_page(page)
    url = page.url or reading.canonical_url
    host = urls.host(url)
    if not host:
        raise UsageError("the page does not say where it is from: name its address with --url")
    name = reading.outlet or host
    skeleton = _skeleton(page, reading)
    day = (dates.first_day(reading.published) or dates.first_day(at[:10])) or ""
    return Draft(
        url=str(url),
        module=text.slug(name).replace("-", "_"),
        source=_source(name, host, page, reading, year=str(day)[:4]),
        fixture=f"{host}/{day}-{text.slug(reading.title or 'page')[:30].rstrip('-')}",
        page=skeleton,
        wanted=_wanted(Page(skeleton, url), name),
        reading=reading,
    )


def feeds_of(page: Page) -> tuple[str, ...]:
    """The feeds that a page names in its head."""
    named = (page.absolute(link.get("href")) for link in page.select(_FEED_TYPES))
    return tuple(address for address in dict.fromkeys(named) if address)


def _source(name: str, host: str, page: Page, reading: Reading, *, year: str) -> str:
    """The file itself, without any method."""
    words = re.findall(r"[A-Za-z0-9]+", text.fold(name).title()) or ["Outlet"]
    feeds = feeds_of(page)
    lines = [f"name = {_quoted(name)}", f"hosts = ({_quoted(host)},)"]
    if reading.language:
        lines.append(f"language = {_quoted(reading.language)}")
    if feeds:
        lines.append(f"feeds = ({', '.join(map(_quoted, feeds))},)")
    title = re.sub(r'["\\]', "", name)
    class_name = "".join(words) if words[0][0].isalpha() else "The" + "".join(words)
    body = "".join(f"    {line}\n" for line in lines)
    return (
        f'"""{title}: generic reading is right.\n\nSeen on a page of {year}.\n"""\n\n'
        f"from archive.scraper import Scraper\n\n\nclass {class_name}(Scraper):\n{body}"
    )


def _wanted(page: Page, name: str) -> str:
    """What generic reading makes of the fixture: right but for what the file is about."""
    reading = read_page(page)
    lines = text.paragraphs(reading.text) or [""]
    fields = {name: getattr(reading, name) for name in ("title", "authors", "published", "language")}
    said = {field: value for field, value in fields.items() if value} | {"outlet": name}
    ends = {"first_words": " ".join(lines[0].split()[:5]), "last_words": " ".join(lines[-1].split()[-4:])}
    whole = {"url": page.url, **said, **ends, "words": text.count_words(reading.text)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _skeleton(page: Page, reading: Reading) -> str:
    """The markup around what a reader sees of the article, with placeholders for its words."""
    standins = _standins(page, reading)
    kept = {ancestor for element in standins for ancestor in element.iterancestors()}
    body = "".join(_written(element, standins, kept) for element in page.tree.iter("body"))
    head = "\n".join(_head(page, reading))
    language = f' lang="{escape(reading.language)}"' if reading.language else ""
    return f'<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n{head}\n</head>\n{body}</html>\n'


def _standins(page: Page, reading: Reading) -> dict[Any, str]:
    """The elements to keep, and what stands in for their words."""
    found: dict[Any, str] = {}
    writers = dict(zip(map(text.normal, reading.authors), _WRITERS, strict=False))
    for element in page.tree.iter("a", "span", "address", "p", "div", "strong"):
        words = text.normal("".join(element.itertext())) if writers and len(element) <= 1 else ""
        if words in writers:
            found[element] = writers.pop(words)
    found |= dict.fromkeys(page.select("h1")[:1], _HEADLINE)
    found |= {element: words_of(element) for element in page.select("time[datetime]")[:1]}
    lines = _paragraphs(page)
    return found | {line: _PARAGRAPH.format(number) for number, line in enumerate(lines[:_PARAGRAPHS], 1)}


def _paragraphs(page: Page) -> list[Any]:
    """The paragraphs of the element that holds the most text in paragraphs of its own."""
    boxes: dict[Any, list[Any]] = {}
    for line in page.tree.iter("p"):
        boxes.setdefault(line.getparent(), []).append(line)
    return max(boxes.values(), key=lambda lines: sum(len(words_of(line)) for line in lines), default=[])


def _written(element: Any, standins: dict[Any, str], kept: set[Any]) -> str:
    """An element, the kept ones inside it, and nothing else but the word that leads to a name."""
    attributes = "".join(
        f' {name}="{escape(element.get(name))}"' for name in _ATTRIBUTES if element.get(name) is not None
    )
    if element in standins:
        return f"<{element.tag}{attributes}>{escape(standins[element])}</{element.tag}>\n"
    inside = "".join(_written(child, standins, kept) for child in element if child in standins or child in kept)
    lead = (element.text or "").strip()
    by = f"{escape(lead)} " if lead and not bylines.LEAD.sub("", lead) else ""
    return f"<{element.tag}{attributes}>\n{by}{inside}</{element.tag}>\n"


def _head(page: Page, reading: Reading) -> Iterator[str]:
    """What in the head says a title, a byline or a date, with placeholders."""
    yield f"<title>{_HEADLINE}</title>"
    if jsonld.is_article(page):
        people = [{"@type": "Person", "name": name} for name in _WRITERS[: len(reading.authors)]]
        about = {"@type": "NewsArticle", "headline": _HEADLINE, "author": people, "datePublished": reading.published}
        yield f'<script type="application/ld+json">{json.dumps(about)}</script>'
    writers = ", ".join(_WRITERS[: len(reading.authors)])
    said = {"title": _HEADLINE, "author": writers}
    for element in page.tree.iter("meta"):
        name, content = element.get("property") or element.get("name") or "", element.get("content", "")
        kind = next((kind for kind in said if name.lower().endswith(kind) and "site" not in name.lower()), None)
        stated = said.get(kind or "") or (content if dates.parse(content) and "time" in name.lower() else None)
        if stated:
            attribute = "property" if element.get("property") else "name"
            yield f'<meta {attribute}="{escape(name)}" content="{escape(stated)}">'


def _quoted(words: str) -> str:
    """A text as a string literal."""
    return json.dumps(words, ensure_ascii=False)
