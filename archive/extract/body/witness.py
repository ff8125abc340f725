"""What trafilatura makes of a page, for where our own weighing leaves doubt.

Where the text lies is seldom in doubt, but what belongs to it: so trafilatura is shown the part of the page that holds
it, in its fast mode, which takes a fifth of the time. Where hardly any text was found it is asked for all that it can
get of the whole page. Readers' comments and metadata are never asked for.
"""

from __future__ import annotations

import logging
import re
from copy import copy
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from archive.page import Page

_TABLE_RULE = re.compile(r"\|(?:---\|)+")


def of_part(element: Any) -> list[str]:
    """The lines that trafilatura gives for an element of a page."""
    alone = element.makeelement("html")  # of its own document, which knows a quick way to its elements
    body = etree.SubElement(alone, "body")
    part = copy(element)
    part.tail = None
    body.append(part)
    return _lines(alone, fast=True)


def of_page(page: Page) -> list[str]:
    """The lines that it gives for a whole page: by its default mode, and else by one that takes what it can get."""
    return _lines(page.tree, url=page.url) or _lines(page.tree, url=page.url, favor_recall=True)


def _lines(tree: Any, **options: Any) -> list[str]:
    import trafilatura  # slow to import, and seldom asked

    logging.getLogger("trafilatura").setLevel(logging.ERROR)  # it warns of pages without text, and our flag says so
    found = trafilatura.bare_extraction(tree, include_comments=False, **options)
    if found is None:
        return []
    return [line.strip("| ") for line in found.text.split("\n") if not _TABLE_RULE.fullmatch(line)]
