"""Text that a page holds in its scripts: `articleBody` of JSON-LD, and the state that a page's own program starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import text
from archive.extract import jsonld

if TYPE_CHECKING:
    from archive.page import Page

# In characters: a shorter one is an excerpt, whatever it is called.
_MIN_BODY = 300


def article_body(page: Page) -> str:
    """The text of the article in JSON-LD, in normal form; empty where there is none."""
    return text.normal(jsonld.plain(_longest(page)))


def lines(page: Page) -> tuple[str, ...]:
    """The paragraphs of the article in JSON-LD."""
    return tuple(line for piece in _longest(page).splitlines() if (line := jsonld.plain(piece)))


def _longest(page: Page) -> str:
    bodies = [node.get("articleBody") for node in page.jsonld]
    return max((one for one in bodies if isinstance(one, str) and len(one) > _MIN_BODY), key=len, default="")
