"""One page read: its text, its metadata, what it embeds, and what kind of page it is.

What the outlet's own scraper says goes before all generic reading, field by field; `origin` names whoever was believed.
A scraper whose method fails on a page costs only that field, and the flag `scraper_failed` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from archive import dates, embeds, text
from archive.extract import body, clean, embedded, habits, judge, known, markup, metadata, pared
from archive.extract.habits import Habits, Sample, key_of, sample_of
from archive.model import Link, Reading
from archive.page import Page
from archive.scraper import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.extract.body import Weighed
    from archive.extract.metadata import Metadata
    from archive.scraper import Scraper

_PLAIN = [field.name for field in fields(Reading) if field.name not in {"links", "origin"}]


def read_html(html: str, url: str) -> dict[str, Any]:
    """What a page says, as plain data: the fields of a Reading but `links` and `origin`, missing ones None or empty."""
    reading = read_page(Page(html, url or None))
    return {name: getattr(reading, name) for name in _PLAIN}


class Reader:
    """Reads pages of one outlet, with its scraper and what is known of its habits; both may be missing."""

    def __init__(self, scraper: Scraper | None = None, habits: Habits | None = None) -> None:
        self._scraper = scraper
        self._habits = habits

    def read(self, page: Page | str, url: str | None = None) -> Reading:
        """What a page says, given as it is or as HTML with its address."""
        return read_page(page if isinstance(page, Page) else Page(page, url or None), self._scraper, self._habits)


@dataclass(frozen=True, slots=True)
class Study:
    """What a page says; and its blocks, where they had to be weighed."""

    page: Page
    reading: Reading
    weighed: Weighed | None

    def sample(self) -> Sample | None:
        """What the page shows of its outlet's habits; None for most of those that were read by what is known."""
        if self.weighed:
            return sample_of(self.page, self.weighed, self.reading)
        return habits.sample(self.page) if habits.is_due(self.page) else None


def read_page(page: Page, scraper: Scraper | None = None, of_outlet: Habits | None = None) -> Reading:
    """What a page says. Every page can be read: one without text comes back with the flag `empty`."""
    return study_page(page, scraper, of_outlet).reading


def study_page(page: Page, scraper: Scraper | None = None, of_outlet: Habits | None = None) -> Study:
    """The same, with what its outlet's habits can be learnt from."""
    others = of_outlet.without(Sample(key_of(page))) if of_outlet else Habits()
    said, failed = _said_by_outlet(page, scraper)
    near, usual = (page, None) if "text" in said else _as_usual(page, others)
    about = _joined(metadata.read(near, others.spots), said, scraper)
    if "text" in said:
        lines = tuple(text.paragraphs(said["text"]))
        found, weighed = body.Body(lines, "outlet", lines), None
        whole, left_behind = embeds.take_out(said["text"])
    else:
        found, weighed = (usual, None) if usual else _body(page, about, others)
        whole, left_behind = clean.tidy(found.lines, near, about, found.links)
    dek, whole = _apart(about.dek, whole, near)
    reading = Reading(
        title=about.title,
        dek=dek,
        text=whole,
        authors=about.authors,
        published=about.published,
        modified=about.modified,
        language=about.language,
        section=about.section,
        tags=about.tags,
        outlet=about.outlet,
        canonical_url=about.canonical_url,
        links=_links(embedded.read(near), left_behind),
        origin={**about.origin, "text": found.origin},
        flags=(*judge.flags(near, found, whole, about), *about.flags, *_cut(found), *failed),
    )
    return Study(page, reading, weighed)


def _as_usual(page: Page, others: Habits) -> tuple[Page, body.Body | None]:
    """The page pared down, and its body, where it looks as the outlet's pages do; else the page itself."""
    part = pared.of(page, others)
    found = known.read(part, others, is_pared=True) if part else None
    return (part, found) if part and found else (page, None)


def _body(page: Page, about: Metadata, others: Habits) -> tuple[body.Body, Weighed | None]:
    """The body, by the outlet's habits where the page looks as usual, and else with the blocks that were weighed."""
    usual = known.read(page, others)
    if usual is not None:
        return usual, None
    weighed = body.weigh(page, about)
    put_right = known.put_right(page, weighed, others) if others.samples else weighed
    return body.conclude(page, about, put_right), weighed


def _cut(found: body.Body) -> tuple[str, ...]:
    return ("cut_off",) if found.is_cut else ()


def _said_by_outlet(page: Page, scraper: Scraper | None) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields that the outlet's scraper reads, tidy, and the flag of a failure."""
    said: dict[str, Any] = {"outlet": scraper.name} if scraper else {}
    failed = False
    for name in FIELDS:
        method = getattr(scraper, name, None)
        try:
            value = method(page) if callable(method) else None
            if value is not None:
                said[name] = _tidy(name, value)
        except Exception:  # noqa: BLE001 - a stranger's method may fail in any way, and the page is read all the same
            failed = True
    return said, ("scraper_failed",) if failed else ()


def _tidy(name: str, value: Any) -> Any:
    """A scraper's value in the form that a Reading holds; raises where it cannot be."""
    if name in {"authors", "tags"}:
        return tuple(filter(None, map(text.clean_line, value)))
    if name == "text":
        return text.clean(value)
    if name in {"published", "modified"}:
        moment = dates.parse(value)
        if moment is None:
            raise ValueError(value)
        return moment
    return text.clean_line(value)


def _joined(about: Metadata, said: dict[str, Any], scraper: Scraper | None) -> Metadata:
    """The generic metadata under what the outlet's scraper says."""
    fields = {name: value for name, value in said.items() if name != "text"}
    if about.language is None and scraper and isinstance(scraper.language, str):
        fields["language"] = scraper.language
    return replace(about, **fields, origin={**about.origin, **dict.fromkeys(fields, "outlet")})


def _apart(dek: str | None, whole: str, page: Page) -> tuple[str | None, str]:
    """The dek and the text without one repeating the other.

    A first paragraph that the page calls its standfirst is the dek. Otherwise a description that only begins the text,
    and is cut off somewhere, is none.
    """
    said = text.normal((dek or "").rstrip(" .…[]"))
    first, _, rest = whole.partition("\n\n")
    if not dek or not said or not text.normal(whole[: 2 * len(dek) + 20]).startswith(said):
        return dek, whole
    if rest and text.normal(first) == said and text.normal(markup.standfirst(page) or "") == said:
        return dek, rest
    return None, whole


def _links(shown: tuple[Link, ...], left_behind: Iterable[Link]) -> tuple[Link, ...]:
    """The embeds of the page, and those of which only words are left.

    Where there are as many of these as posts on the page, they are the same ones.
    """
    remnants = tuple(link for link in left_behind if link.url not in {known.url for known in shown if link.url})
    return shown if len(remnants) == len(shown) else (*shown, *remnants)
