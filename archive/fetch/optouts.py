"""What a site says against text and data mining and machine learning: recorded always, heeded on demand.

The ways of saying it that are known: `tdm-reservation: 1`, as a header, a `<meta>` or in /.well-known/tdmrep.json (TDM
Reservation Protocol, W3C Community Group, 2024); `noai` and `noimageai` in `X-Robots-Tag` or `<meta name="robots">`
(begun by DeviantArt, 2022); and a robots.txt that turns away the robots of machine learning alone. Each is told as
`where:what`. The file is one more request to every site, and is asked for only where it is heeded.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from archive import codings
from archive.errors import InputError
from archive.fetch.robots import Rules
from archive.fetch.wire import Answer
from archive.model import Capture
from archive.page import Page

PATH = "/.well-known/tdmrep.json"
# Such a meta stands in the head of a page, and a head is rarely longer.
HEAD_BYTES = 64 * 1024
_WORDS = ("noai", "noimageai")
_PAGES = {"text/html", "application/xhtml+xml"}
_MARKS = re.compile(rb"noai|noimageai|tdm-reservation", re.IGNORECASE)


def said(capture: Capture, robots: Rules | None = None, reservations: Rules | None = None) -> tuple[str, ...]:
    """All that a site says of a page: in its headers, its head, and its files where they are known."""
    return (*of_page(capture), *of_site(capture.final_url or "", robots, reservations))


def of_site(url: str, robots: Rules | None, reservations: Rules | None) -> tuple[str, ...]:
    """What files say: `robots:GPTBot` for a robot of machine learning that alone is turned away, and `tdmrep:...`."""
    turned_away = robots.turned_away(url) if robots else ()
    reserved = reservations is not None and not reservations.allow(url)
    return (*(f"robots:{name}" for name in turned_away), *(["tdmrep:tdm-reservation"] if reserved else []))


def reservations(answer: Answer) -> Rules:
    """The places that a tdmrep.json reserves, as rules that keep us from them; none where it is no such file."""
    try:
        found = json.loads(codings.undo(answer.body, answer.header("content-encoding") or ""))
    except (InputError, ValueError, RecursionError):
        found = []
    entries = (
        [one for one in found if isinstance(one, dict)] if isinstance(found, list) and answer.status == 200 else []
    )
    lines = [f"{_verb(one)}: {' '.join(str(one.get('location')).split())}" for one in entries if one.get("location")]
    return Rules("\n".join(["User-agent: *", *lines]).encode(errors="replace"))


def _verb(entry: dict[str, Any]) -> str:
    return "Disallow" if str(entry.get("tdm-reservation")) == "1" else "Allow"


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
    """The first part of a page, empty where it cannot be read or holds none of the words in any encoding."""
    try:
        body = codings.head(capture.body, capture.header("content-encoding") or "", HEAD_BYTES)
        return Page.of(replace(capture, body=body)) if _MARKS.search(body.replace(b"\0", b"")) else Page("")
    except InputError:
        return Page("")
