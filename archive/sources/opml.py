"""OPML 2.0 (opml.org/spec2.opml): lists of feeds, as readers of feeds exchange them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from archive import text, urls
from archive.errors import InputError
from archive.sources import strange_xml

_LARGEST_COUNT = 10_000


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription: the feed's address, and what it is called."""

    url: str
    name: str | None = None
    kind: str = "rss"


def parse(body: bytes, shown: str) -> tuple[Outline, ...]:
    """The feeds of a list, in its order and each once, folders flattened; raises InputError where there are none."""
    root = strange_xml.root(body, "list of feeds")
    if etree.QName(root).localname.lower() != "opml":
        raise InputError(f"{shown} is XML, but no OPML")
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        url = (element.get("xmlUrl") or element.get("xmlurl") or "").strip()
        if urls.is_web(url) and len(found) < _LARGEST_COUNT:
            name = text.clean_line(element.get("title") or element.get("text") or "")
            found.setdefault(url, Outline(url, name or None, (element.get("type") or "rss").lower()))
    if not found:
        raise InputError(f"{shown} names no feed")
    return tuple(found.values())


def write(outlines: Iterable[Outline], title: str) -> bytes:
    """A list of feeds that any reader of feeds takes."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = text.clean_line(title)
    body = etree.SubElement(root, "body")
    for one in outlines:
        name = one.name or one.url
        etree.SubElement(body, "outline", type=one.kind, text=name, title=name, xmlUrl=one.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
