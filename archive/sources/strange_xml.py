"""XML from strangers, for feeds, sitemaps and OPML: unpacked within a limit, and never with a DOCTYPE.

None of them needs one, and entity bombs do: expat stops those only after ten seconds of work. The DOCTYPE is looked
for where XML allows it, before the first element, in any encoding in which markup can be told at all; what declares
another (UTF-7, EBCDIC) is refused, because a DOCTYPE could hide in it.
"""

from __future__ import annotations

import re

from lxml import etree

from archive import codings
from archive.errors import InputError

# What may stand before a DOCTYPE (XML 1.0, production 22), and the noise that readers of feeds forgive.
_BEFORE = re.compile(rb"\s+|<\?[^>]*>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_HIDING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](utf-?7|cp0?37|cp500|ebcdic)""", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def plain(body: bytes, what: str, *, limit: int = codings.LIMIT_BYTES) -> bytes:
    """The bytes behind any gzip; raises InputError, naming `what`, for a DOCTYPE and for what is no XML at all."""
    body = codings.undo(body, limit=limit)
    markup = body.replace(b"\x00", b"")  # UTF-16 and UTF-32 as ASCII
    for mark in _MARKS:
        markup = markup.removeprefix(mark)
    position = 0
    while match := _BEFORE.match(markup, position):
        position = match.end()
    if _DOCTYPE.match(markup, position) or _HIDING.match(markup.lstrip()):
        raise InputError(f"a {what} with a DOCTYPE is refused")
    if markup[position : position + 1] != b"<":
        raise InputError(f"this is no {what}: it does not begin as XML")
    return body


def root(body: bytes, what: str) -> etree._Element:
    """The root element: no entities, no network; raises InputError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        found = etree.fromstring(plain(body, what).strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"the {what} is not XML ({str(error)[:100]})") from None
    if found is None:
        raise InputError(f"the {what} is not XML")
    return found
