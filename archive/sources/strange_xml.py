"""XML from strangers, for feeds, sitemaps and OPML: unpacked within a limit, and never with a DOCTYPE.

None of them needs one, and entity bombs do: expat stops those only after ten seconds of work. What is looked at
must be what is parsed, or a DOCTYPE could hide in UTF-16 and behind any length of comment; so a document is decoded
once, and the parsers are given UTF-8 that says so.
"""

from __future__ import annotations

import contextlib
import re

from lxml import etree

from archive import charsets, codings, parsable
from archive.errors import InputError

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
# What may stand before the root element, but for a DOCTYPE: space, comments and processing instructions.
_PROLOGUE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!\s*DOCTYPE", re.IGNORECASE)
# A feed of a thousand entries has some twenty thousand elements, a dozen deep, in a handful of namespaces.
MOST_ELEMENTS = 30_000
MOST_LEVELS = 100
MOST_NAMESPACES = 200


def plain(body: bytes, what: str, *, limit: int = codings.LIMIT_BYTES) -> bytes:
    """The document in UTF-8, unpacked; raises InputError, naming `what`, for a DOCTYPE and for what is no XML."""
    document = charsets.decode(codings.undo(body, limit=limit)).lstrip("\ufeff")
    document = _DECLARATION.sub("", document, count=1) if _DECLARATION.match(document) else document
    prologue = _PROLOGUE.match(document)
    start = prologue.end() if prologue else 0
    if _DOCTYPE.match(document, start):
        raise InputError(f"a {what} with a DOCTYPE is refused")
    if not document.startswith("<", start):
        raise InputError(f"this is no {what}: it does not begin as XML")
    document = parsable.without_attribute_bombs(document)
    return b'<?xml version="1.0" encoding="utf-8"?>' + document.lstrip().encode(errors="replace")


def simple(body: bytes, what: str, *, limit: int) -> bytes:
    """The same of a document that is safe to give to a parser written in Python, whose time grows faster than it does.

    Raises InputError for one with too many elements, levels or namespaces.
    """
    document = plain(body, what, limit=limit)
    if document.count(b"xmlns") > MOST_NAMESPACES:
        raise InputError(f"the {what} is in more than {MOST_NAMESPACES} namespaces")
    if document.count(b"<") > 4 * MOST_ELEMENTS:  # what is no XML is parsed loosely, and not seen here to its end
        raise InputError(f"the {what} has more than {4 * MOST_ELEMENTS:,} tags")
    parser = etree.XMLPullParser(("start", "end"), resolve_entities=False, no_network=True, recover=True)
    levels = elements = 0
    with contextlib.suppress(etree.XMLSyntaxError):  # the parser that it is meant for may make something of it
        parser.feed(document)
    for event, _ in parser.read_events():
        levels += 1 if event == "start" else -1
        elements += event == "start"
        if levels > MOST_LEVELS or elements > MOST_ELEMENTS:
            raise InputError(
                f"the {what} has more than {MOST_ELEMENTS:,} elements, or {MOST_LEVELS} of them in another"
            )
    return document


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
