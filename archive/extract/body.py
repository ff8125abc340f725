"""The text of an article out of its page: trafilatura, with the settings that measured best.

Its default mode loses less than `favor_precision` once `clean` has been over the lines (docs/extraction.md says by how
much). Readers' comments are never asked for. Where nothing is found, it is asked again to take what it can get: some
sites hide the article in what looks like a list or a form.
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
    """The lines of the article in order, as they come: paragraphs, headings, list items with `- `, rows of tables."""
    logging.getLogger("trafilatura").setLevel(logging.ERROR)  # it warns of pages without text, and our flag says so
    for generous in (False, True):
        found = trafilatura.bare_extraction(page.tree, url=page.url, include_comments=False, favor_recall=generous)
        if found is not None:
            return [line.strip("| ") for line in found.text.split("\n") if not _TABLE_RULE.fullmatch(line)]
    return []
