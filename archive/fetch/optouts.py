"""What a site says against text and data mining and machine learning: recorded always, heeded on demand.

Four ways of saying it are known: `tdm-reservation: 1`, as a header or a `<meta>` (TDM Reservation Protocol, W3C
Community Group, 2024), `noai` and `noimageai` in `X-Robots-Tag` or `<meta name="robots">` (begun by DeviantArt, 2022),
and a robots.txt that turns away the robots of machine learning alone. Each is told as `where:what`.
"""

from __future__ import annotations

from dataclasses import replace

from archive import codings
from archive.errors import InputError
from archive.fetch.robots import Rules
from archive.model import Capture
from archive.page import Page

# Such a meta stands in the head of a page, and a head is rarely longer.
HEAD_BYTES = 64 * 1024
_WORDS = ("noai", "noimageai")
_PAGES = {"text/html", "application/xhtml+xml"}


def said(capture: Capture, rules: Rules | None) -> tuple[str, ...]:
    """All that a site says of a page: in its headers, its head, and its robots.txt where that is known."""
    about = of_robots(rules, capture.final_url) if rules and capture.final_url else ()
    return (*of_page(capture), *about)


def of_robots(rules: Rules, url: str) -> tuple[str, ...]:
    """What a robots.txt says: `robots:GPTBot` for each robot of machine learning that alone is turned away."""
    return tuple(f"robots:{name}" for name in rules.turned_away(url))


def of_page(capture: Capture) -> tuple[str, ...]:
    """What headers and head say: `header:noai`, `meta:tdm-reservation` and the like."""
    headers = [(name.lower(), value) for name, value in capture.headers]
    tags = [value for name, value in headers if name == "x-robots-tag"]
    reserved = [value for name, value in headers if name == "tdm-reservation"]
    found = _told("header", tags, reserved)
    if capture.media_type in _PAGES:
        page = _head(capture)
        found += _told("meta", page.metas("robots"), page.metas("tdm-reservation"))
    return found


def _told(where: str, tags: list[str] | tuple[str, ...], reserved: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The opt-outs in values of one place; a tag may begin with the name of the robot that it is for."""
    words = {word.rpartition(":")[2].strip().lower() for tag in tags for word in tag.split(",")}
    reservation = ["tdm-reservation"] if any(value.strip() == "1" for value in reserved) else []
    return tuple(f"{where}:{word}" for word in (*filter(words.__contains__, _WORDS), *reservation))


def _head(capture: Capture) -> Page:
    """The first part of a page, empty where it cannot be read."""
    try:
        body = codings.head(capture.body, capture.header("content-encoding") or "", HEAD_BYTES)
        return Page.of(replace(capture, body=body))
    except InputError:
        return Page("")
