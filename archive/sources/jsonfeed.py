"""JSON Feed (jsonfeed.org, versions 1 and 1.1): the same as RSS in JSON."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from archive import dates, text, urls
from archive.errors import InputError
from archive.model import Ref
from archive.sources.named import Named

_VERSION = "https://jsonfeed.org/version/"


def is_json(body: bytes) -> bool:
    """Whether a body may be JSON: an object, by its first sign."""
    return body[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def parse(body: bytes, url: str) -> Named:
    """The articles that a JSON Feed names, in its order; raises InputError where it is none.

    `url` of an item is its page; one that only points elsewhere (`external_url`) is left out, as its page is not the
    feed's own.
    """
    try:
        found = json.loads(body.removeprefix(b"\xef\xbb\xbf").decode())
    except (ValueError, RecursionError):
        raise InputError(f"{url} is no feed: it looks like JSON and cannot be read as it") from None
    if not isinstance(found, dict) or not str(found.get("version", "")).startswith(_VERSION):
        raise InputError(f"{url} is JSON, but no JSON Feed")
    listed = found.get("items")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    pages = tuple(ref for item in items if (ref := _ref(item, url)))
    return Named(pages, title=_line(found.get("title")), left_out=len(items) - len(pages))


def _ref(item: dict[str, Any], url: str) -> Ref | None:
    try:
        address = urljoin(url, str(item.get("url") or "").strip()) if item.get("url") else ""
    except ValueError:  # an IPv6 address that is none
        return None
    if not urls.is_web(address):
        return None
    published, modified = (dates.parse(_line(item.get(name))) for name in ("date_published", "date_modified"))
    return Ref(address, f"feed:{url}", _line(item.get("title")), published, modified)


def _line(value: object) -> str | None:
    return text.clean_line(value) or None if isinstance(value, str) else None
