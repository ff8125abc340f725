"""The elements that hold blocks: what each is called, and what it lies in.

A page has thousands of them, and most hold menus that nobody asks about, so all but the name is found out on demand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from archive.extract.body import kinds

# Unclosed tags put whole pages into these; an article inside is none of theirs.
_LEFT_BEHIND = frozenset({"header", "nav", "form", "button"})
_OPENING = frozenset({"main", "article"})
_CONCEALED = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# A piece of a name that may stand in a selector as it is; numbers in names are left open.
_PLAIN = re.compile(r"[a-zA-Z][\w-]*", re.ASCII)

# What blocks of one make have in common: tag, first name, and the tag around.
Shape = tuple[str, str, str]


class Surroundings(NamedTuple):
    """All that a container lies in, itself included: kinds, tags, the lowest `<article>`, whether any is hidden."""

    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    article: Container | None = None
    is_hidden: bool = False


class Container:
    """An element that holds blocks: its tag and names, and the container that it lies in."""

    __slots__ = ("depth", "element", "known", "names", "tag", "up")

    def __init__(self, tag: str, names: str, up: Container | None = None, element: Any = None) -> None:
        self.tag = tag
        self.names = names
        self.up = up
        self.depth: int = up.depth + 1 if up else 0
        self.element = element
        self.known: Surroundings | None = None if up else Surroundings()

    @property
    def shape(self) -> Shape:
        """What it has in common with others of its make."""
        return self.tag, self.names.partition(" ")[0], self.up.tag if self.up else ""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that its names speak of."""
        return kinds.of(self.names)

    @property
    def around(self) -> Surroundings:
        """All that it lies in; elements may lie deeper in each other than calls can."""
        waiting, at = [], self
        while at.known is None and at.up is not None:
            waiting.append(at)
            at = at.up
        found = at.known or Surroundings()
        for one in reversed(waiting):
            found = one.known = _within(found, one)
        return found


def _within(outer: Surroundings, container: Container) -> Surroundings:
    """The surroundings of a container in what it lies in."""
    tag, own = container.tag, container.kinds
    kinds_around, tags_around = outer.kinds, outer.tags
    if tag in tags_around and own <= kinds_around and tag not in _OPENING and not _is_hidden(container.element):
        return outer  # as most are
    if tag == "main":
        kinds_around, tags_around = frozenset(), frozenset()
    elif tag == "article":
        tags_around -= _LEFT_BEHIND
    return Surroundings(
        kinds_around | own if own else kinds_around,
        tags_around if tag in tags_around else tags_around | {tag},
        container if tag == "article" else outer.article,
        outer.is_hidden or _is_hidden(container.element),
    )


def name_of(container: Container) -> str:
    """A container's tag and names, numbers in them left open."""
    return name(container.tag, container.names)


@lru_cache(maxsize=8192)
def name(tag: str, names: str) -> str:
    """The same from an element's tag and names."""
    return f"{tag} {_DIGITS.sub('#', names)}".strip()


def selector(name: str) -> str | None:
    """A CSS selector that finds all elements of that name, and some others; None where it has nothing to ask for."""
    tag, _, names = name.partition(" ")
    word = max(_PLAIN.findall(names), key=len, default="")
    return f"{tag}[class*={word}], {tag}[id*={word}]" if word else None


def names_of(element: Any) -> str:
    """What a site calls an element: its `class` and `id`, with a space between."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return (
        (style is not None and _CONCEALED.search(style) is not None)
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    )
