"""What a page says in JSON-LD, in the terms of schema.org.

Only objects that describe this page's article speak: one of the article types, and where a page describes several
(teasers of other articles are common), the one whose address is the page's own. Values come in every shape, so each is
read as text, list or object alike.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from archive import text, urls
from archive.extract.claims import Claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.page import Page

# schema.org/Article and what is derived from it, as far as news sites use it. `WebPage` comes last: sites that describe
# no article often put headline and dates there.
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|SocialMediaPosting)$")
_PAGE_TYPES = frozenset({"WebPage", "ItemPage", "VideoObject"})
_ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "NGO"})
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")


def read(page: Page) -> Claims:
    """The claims of the page's JSON-LD; empty where it has none about an article."""
    nodes = _about_this(page)
    authors = [author for node in nodes[:1] for author in _authors(node, page.jsonld)]
    return Claims(
        title=_each(nodes, "headline", "name"),
        dek=_each(nodes, "description"),
        authors=tuple(name for name, is_person in authors if is_person),
        organisations=tuple(name for name, is_person in authors if not is_person),
        published=_each(nodes, "datePublished", "dateCreated"),
        modified=_each(nodes, "dateModified"),
        section=_each(nodes, "articleSection"),
        tags=tuple(tag for node in nodes[:1] for tag in _strings(node.get("keywords"))),
        outlet=_each(nodes, "publisher"),
    )


def kinds(page: Page) -> frozenset[str]:
    """The schema.org types that the page's JSON-LD names at its top level."""
    return frozenset(kind for node in page.jsonld for kind in _kinds(node))


def is_article(page: Page) -> bool:
    """Whether the page's JSON-LD describes an article of any kind."""
    return any(_ARTICLE.search(kind) for kind in kinds(page))


def is_free(page: Page) -> bool | None:
    """`isAccessibleForFree` of the article, or of a part of it; None where the page does not say."""
    nodes = [*_about_this(page), *(node for node in page.jsonld if _kinds(node) & _PAGE_TYPES)]
    parts = [part for node in nodes for part in _objects(node.get("hasPart"))]
    said = (_truth(node.get("isAccessibleForFree")) for node in (*nodes, *parts))
    return next((one for one in said if one is not None), None)


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects in a value that may be one, or a list."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _truth(value: Any) -> bool | None:
    """A Boolean as sites write it: `false`, `"False"`, `"no"`, 0, `https://schema.org/False`."""
    said = str(value).strip().lower().rpartition("/")[2]
    return True if said in {"true", "yes", "1"} else False if said in {"false", "no", "0"} else None


def _about_this(page: Page) -> list[dict[str, Any]]:
    """The objects about the page's article, the most telling first."""
    nodes = [inner for node in page.jsonld for inner in _with_main_entity(node)]
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _kinds(node))]
    if page.url and len(articles) > 1:
        own = [node for node in articles if urls.identity(page.url) in map(urls.identity, _addresses(node, page))]
        articles = own or articles
    return articles or [node for node in nodes if _kinds(node) & _PAGE_TYPES]


def _with_main_entity(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    inner = node.get("mainEntity")
    if isinstance(inner, dict):
        yield inner
    yield node


def _addresses(node: dict[str, Any], page: Page) -> Iterator[str]:
    for value in (node.get("url"), node.get("@id"), node.get("mainEntityOfPage")):
        address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        whole = page.absolute(address) if isinstance(address, str) else None
        if whole:
            yield whole


def _kinds(node: dict[str, Any]) -> frozenset[str]:
    said = node.get("@type")
    return frozenset(kind for kind in (said if isinstance(said, list) else [said]) if isinstance(kind, str))


def _each(nodes: list[dict[str, Any]], *keys: str) -> tuple[str, ...]:
    return tuple(words for key in keys for node in nodes for words in _strings(node.get(key))[:1])


def _strings(value: Any) -> list[str]:
    """The texts in a value of any shape: an object stands for its name, which a person may give in two parts."""
    if isinstance(value, list):
        return [words for item in value if not isinstance(item, list) for words in _strings(item)]
    if isinstance(value, dict):
        parts = [part for part in (value.get("givenName"), value.get("familyName")) if isinstance(part, str)]
        name = value.get("name") or value.get("@value") or " ".join(parts)
        return [] if isinstance(name, dict) else _strings(name)
    words = plain(value) if isinstance(value, str) else ""
    return [words] if words else []


def plain(words: str) -> str:
    """One line of plain text: sites put escaped entities and tags into their metadata."""
    if "&" in words or "<" in words:  # few have either
        words = _TAG.sub(" ", unescape(unescape(words)))
    return text.clean_line(words)


def _authors(node: dict[str, Any], everything: tuple[dict[str, Any], ...]) -> Iterator[tuple[str, bool]]:
    """Names of authors, and whether each is called a person; one given as `{"@id": ...}` is looked up on the page."""
    value = node.get("author") or node.get("creator")
    for given in value if isinstance(value, list) else [value]:
        author = given
        if isinstance(given, dict) and "name" not in given and isinstance(given.get("@id"), str):
            author = next(
                (other for other in everything if other.get("@id") == given["@id"] and "name" in other), given
            )
        is_person = not (isinstance(author, dict) and _kinds(author) & _ORGANISATIONS)
        for name in _strings(author):
            yield name, is_person
