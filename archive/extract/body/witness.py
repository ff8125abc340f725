"""What trafilatura makes of a page, for where our own weighing leaves doubt.

Its default mode is asked, without readers' comments and metadata, and once more to take what it can get where it finds
nothing.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import trafilatura

if TYPE_CHECKING:
    from archive.page import Page

_TABLE_RULE = re.compile(r"\|(?:---\|)+")


def lines(page: Page) -> list[str]:
    """The lines of the article in order, as trafilatura gives them."""
    logging.getLogger("trafilatura").setLevel(logging.ERROR)  # it warns of pages without text, and our flag says so
    for generous in (False, True):
        found = trafilatura.bare_extraction(page.tree, url=page.url, include_comments=False, favor_recall=generous)
        if found is not None:
            return [line.strip("| ") for line in found.text.split("\n") if not _TABLE_RULE.fullmatch(line)]
    return []
