"""Text that a page holds in its scripts alone: in JSON-LD, or in the state that its own program starts from.

Such a state is JSON of any shape, and an article in it is mostly one string of HTML; the longest is taken.
JSON may lie in strings of JSON, as deep as `_DEPTH`. Nothing is run.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING

from archive import text
from archive.extract import jsonld

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.page import Page

# In characters: a shorter text is an excerpt, whatever it is called; and no more than that is searched.
_MIN_BODY, _MAX_SEARCHED = 300, 5_000_000
_DEPTH, _MIN_PARAGRAPHS = 3, 3
_LITERAL = re.compile(r'"((?:[^"\\]|\\.){80,})"', re.DOTALL)
_PARAGRAPH = re.compile(r"<p(?:\s[^<>]*)?>[^<>]*\w")


def article_body(page: Page) -> str:
    """The text of the article in JSON-LD, in normal form; empty where there is none."""
    return text.normal(jsonld.plain(_of_jsonld(page)))


def article(page: Page) -> str:
    """The HTML of an article in the page's scripts; empty where no script holds one."""
    paragraphs = filter(None, map(jsonld.plain, _of_jsonld(page).splitlines()))
    return "".join(f"<p>{escape(line)}</p>" for line in paragraphs) or _of_state(page)


def _of_jsonld(page: Page) -> str:
    bodies = [node.get("articleBody") for node in page.jsonld]
    return max((one for one in bodies if isinstance(one, str) and len(one) > _MIN_BODY), key=len, default="")


def _of_state(page: Page) -> str:
    sources = [script.text or "" for script in page.tree.iter("script")]
    if sum(map(len, sources)) > _MAX_SEARCHED:
        return ""
    return max((article for source in sources for article in _articles(source, _DEPTH)), key=len, default="")


def _articles(source: str, depth: int) -> Iterator[str]:
    """Each string of JSON that holds several paragraphs."""
    for match in _LITERAL.finditer(source):
        try:
            value = str(json.loads(match[0], strict=False))
        except ValueError:
            continue
        is_json = value.lstrip()[:1] in ("{", "[")
        if not is_json and len(_PARAGRAPH.findall(value)) >= _MIN_PARAGRAPHS:
            yield value
        elif depth and '"' in value:
            yield from _articles(value, depth - 1)
