"""What an outlet calls itself.

The name that a site gives in its metadata comes first, a name rather than an address, and not where a template put the
title into its place. Where it gives none, microdata
and the end of `<title>` are asked; that end is taken for a name only where the site's link home, or its host, bears it
out.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from archive import text, urls
from archive.bylines import squeezed
from archive.extract.titles import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.extract.claims import Said, Sources
    from archive.page import Page

_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/?")
# `https://example.org/home/`; most links lead deeper, and are not taken apart.
_SLASHES_OF_A_FRONT_PAGE = 4
# A host's label shorter than that stands in many words by chance.
_MIN_LABEL = 4


def choose(stated: Sources, page: Page) -> Said | None:
    """The source to believe and the outlet's name; its host, where nobody names it."""
    heads = {text.normal(title) for claims in stated.values() for title in claims.title[:1]}
    given = [(by, name) for by in ("meta", "json-ld") for name in stated[by].outlet if text.normal(name) not in heads]
    named = (one for one in given if not _ADDRESS.fullmatch(one[1]))
    shown = (("markup", name) for name in _shown(page))
    hosts = (("url", host) for host in stated["url"].outlet)
    return next(chain(named, shown, given, hosts), None)


def label(host: str) -> str:
    """The part of a host that is most like a name: `example` of `news.example.org`."""
    return urls.domain(f"https://{host}").partition(".")[0]


def _shown(page: Page) -> Iterator[str]:
    """The names in microdata and in the title."""
    yield from page.texts("[itemprop~=publisher] [itemprop~=name]")
    yield from _in_title(page)


def _in_title(page: Page) -> Iterator[str]:
    """The last piece of `<title>`, where it is the text of the link home or goes with the host."""
    *rest, last = SEPARATOR.split(page.text("head > title") or "")
    if not rest:
        return
    host = squeezed(label(urls.host(page.url)))
    said = squeezed(last)
    if said and ((len(host) >= _MIN_LABEL and host in said) or _leads_home(said, page)):
        yield last


def _leads_home(said: str, page: Page) -> bool:
    """Whether a link to the front page of the site says so, letters and digits alone."""
    links = ((words, href) for words, href in page.links if href and href.count("/") <= _SLASHES_OF_A_FRONT_PAGE)
    return any(squeezed(words) == said and _is_home(href, page) for words, href in links)


def _is_home(href: str, page: Page) -> bool:
    if href in {"/", "./"}:
        return True
    whole = page.absolute(href)
    return bool(whole) and urls.same_site(whole, page.url) and urls.is_front_page(str(whole))
