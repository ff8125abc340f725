"""Section pages and front pages: which of their links lead to articles.

The address is judged by courlan, which knows what navigation, media files and pages about the site look like, and then
by what both sides of a link say: an article's address carries a date, a number or a headline, its link is a headline.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from courlan import is_navigation_page, is_not_crawlable
from courlan.filters import type_filter

from archive import text, urls
from archive.errors import InputError
from archive.model import Capture, Ref
from archive.page import Page, words_of
from archive.sources.named import Named

LARGEST_COUNT = 500
# What surrounds the list of articles on every page of a site.
_AROUND = {"nav", "header", "footer"}
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:[01]?\d|[a-z]{3})(?:[/-]|$)")
_NUMBERED = re.compile(r"\d{5}")
_HEADLINE_IN_ADDRESS = re.compile(r"[^/\W_]+(?:[-_][^/\W_]+){3,}")
_HEADLINE_WORDS = 5


def parse(capture: Capture, url: str, hosts: tuple[str, ...] = ()) -> Named:
    """The articles that a page links to, in its order; raises InputError where it is no HTML.

    Links stay within the site of `url`; `hosts` are further ones that belong to the outlet.
    """
    page = Page.of(capture)
    if "<" not in page.html[:1000]:
        raise InputError(f"{url} is no page of links")
    found: dict[str, Ref] = {}
    for element in page.select("a[href]"):
        link = page.absolute(element.get("href"))
        if link and is_own(link, url, hosts) and urls.identity(link) != urls.identity(url):
            words = words_of(element)
            if not _is_around(element) and may_be_article(link, words):
                found.setdefault(urls.identity(link), Ref(link.partition("#")[0], f"section:{url}", words or None))
    return Named(tuple(found.values())[:LARGEST_COUNT], title=page.text("title"))


def is_own(link: str, url: str, hosts: tuple[str, ...] = ()) -> bool:
    """Whether a link stays with the outlet: within the site, or on one of its hosts."""
    return urls.same_site(link, url) or any(f".{urls.host(link)}".endswith(f".{host}") for host in hosts)


def may_be_article(link: str, words: str = "") -> bool:
    """Whether an address, linked with these words, may be that of an article."""
    if urls.is_front_page(link) or is_navigation_page(link) or is_not_crawlable(link):
        return False
    if not type_filter(link, strict=True):
        return False
    path = urlsplit(link).path.lower()
    tells = _DATED.search(path) or _NUMBERED.search(path) or _HEADLINE_IN_ADDRESS.search(path.rsplit("/", 2)[-1])
    return bool(tells) or text.count_words(words) >= _HEADLINE_WORDS


def _is_around(element: Any) -> bool:
    return any(ancestor.tag in _AROUND for ancestor in element.iterancestors())
