"""XML from strangers, for feeds and sitemaps: unpacked within a limit, and never with a DOCTYPE.

No feed or sitemap needs one, and entity bombs do: expat stops those only after ten seconds of work. What is looked at
must be what is parsed, or a DOCTYPE could hide in UTF-16 and behind any length of comment; so a document is decoded
once, and the parsers are given UTF-8 that says so.
"""

from __future__ import annotations

import re

from lxml import etree

from archive import charsets, codings, page
from archive.errors import InputError

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
# What may stand before the root element, but for a DOCTYPE: space, comments and processing instructions.
_PROLOGUE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!\s*DOCTYPE", re.IGNORECASE)


def plain(body: bytes, what: str) -> bytes:
    """The document in UTF-8, without any gzip; raises InputError for a DOCTYPE, naming `what` it is in."""
    document = charsets.decode(codings.undo(body)).lstrip("\ufeff")
    document = _DECLARATION.sub("", document, count=1) if _DECLARATION.match(document) else document
    prologue = _PROLOGUE.match(document)
    if _DOCTYPE.match(document, prologue.end() if prologue else 0):
        raise InputError(f"a {what} with a DOCTYPE is refused")
    document = page.without_attribute_bombs(document)
    return b'<?xml version="1.0" encoding="utf-8"?>' + document.lstrip().encode(errors="replace")


def root(body: bytes, what: str) -> etree._Element:
    """The root element: no entities, no network; raises InputError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        found = etree.fromstring(plain(body, what), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"the {what} is not XML ({str(error)[:100]})") from None
    if found is None:
        raise InputError(f"the {what} is not XML")
    return found
