"""XML from strangers, for feeds and sitemaps: unpacked within a limit, and never with a DOCTYPE.

No feed or sitemap needs one, and entity bombs do: expat stops those only after ten seconds of work.
"""

from __future__ import annotations

import re

from lxml import etree

from archive import codings
from archive.errors import InputError

_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_PROLOGUE_BYTES = 100_000


def plain(body: bytes, what: str) -> bytes:
    """The bytes behind any gzip; raises InputError for a DOCTYPE, naming `what` it is in."""
    body = codings.undo(body)
    if _DOCTYPE.search(body[:_PROLOGUE_BYTES]):
        raise InputError(f"a {what} with a DOCTYPE is refused")
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
