"""A page pared down to what a reading asks for, by a parser that is several times as fast.

Where the container of an outlet's articles is known, selectolax finds it, and with it what stands in the head, the
headlines and the embeds. These make a small page that is parsed and walked in a fraction of the time. What it does not
hold is looked for by the fast parser as well when it is asked for; and who walks the tree is given the whole one, which
is only made then. So nobody is told less than by the page itself. No page is pared that does not look as the outlet's
pages do, or that could keep the parser busy for seconds.
"""

from __future__ import annotations

import re
from functools import cached_property
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from archive.extract import embedded, known
from archive.extract.body import containers
from archive.page import Page, objects_in
from archive.parsable import parsable, without_bombs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selectolax.lexbor import LexborNode

    from archive.extract.habits import Habits

# The parser needs time quadratic in the depth of a page: half a second for so many tags, all inside each other. The
# largest of a thousand real pages has 9,300.
_MAX_TAGS, _MAX_HTML = 10_000, 3_000_000
# More elements, or deeper ones, are found as quickly in the whole page.
_MAX_FOUND, _MAX_DEPTH = 200, 100
_IN_HEAD = ("head > title", "link[rel~=canonical]")
_HEADLINES = ("h1", "[itemprop~=headline]:not(meta)")
_IN_BODY = (*_HEADLINES, embedded.POSTS, embedded.FRAMES)
_HEAD = ", ".join(("meta[name]", "meta[property]", *_IN_HEAD))
# Said so, the posts are found in half the time.
_POSTS = f":is({', '.join(embedded.HOLDERS)}):is({', '.join(embedded.NAMES)})"
_BODY = ", ".join((*_HEADLINES, _POSTS, embedded.FRAMES))
_SCRIPTS = 'script[type*="ld+json" i]'
_NOTHING = Page("<p>")
# What selectors tell elements by that others lie in.
_TELLING = ("class", "id", "itemprop")


class Pared(Page):
    """A page of which a part is at hand, and the rest in the fast parser's tree and in the whole page.

    `tag` is that of the usual container; of the elements with it, only those that hold articles are found.
    """

    def __init__(self, whole: Page, document: LexborHTMLParser, part: str, tag: str) -> None:
        super().__init__(whole.html, whole.url)
        self._whole = whole
        self._document = document
        self._part = Page(part, whole.url)
        self._parts: dict[str, Page] = dict.fromkeys((*_IN_HEAD, *_IN_BODY, tag), self._part)

    @cached_property
    def tree(self) -> Any:
        """The whole document."""
        return self._whole.tree

    @property
    def root(self) -> Any:
        """The outermost element, as the part has it."""
        return self._part.root

    @cached_property
    def jsonld(self) -> tuple[dict[str, Any], ...]:
        """The JSON-LD objects of the whole page."""
        return objects_in(parsable(one.text()).decode() for one in _each_once(self._document.css(_SCRIPTS)))

    @cached_property
    def links(self) -> tuple[tuple[str, str | None], ...]:
        """The words of every link of the whole page, and where it leads."""
        return tuple((one.text(), one.attributes.get("href")) for one in self._document.css("a"))

    @property
    def links_beside_text(self) -> tuple[tuple[str, str | None], ...]:
        """The same of the links that stand in the usual container, or beside it."""
        return self._part.links

    def links_to(self, address: re.Pattern[str]) -> list[Any]:
        """The links whose address a pattern finds something in; from the whole page, for who asks looks around them."""
        is_any = any(address.search(one.attributes.get("href") or "") for one in self._document.css("a"))
        return self._whole.links_to(address) if is_any else []

    def select(self, css: str) -> list[Any]:
        """The elements that a CSS selector finds, each in those around it, but not always beside its neighbours."""
        if css not in self._parts:
            self._parts[css] = self._part_with(css)
        return self._parts[css].select(css)

    @cached_property
    def named(self) -> dict[str, list[str]]:
        """What each `<meta>` of the whole page says, as it stands."""
        return self._part.named

    def _part_with(self, css: str) -> Page:
        """What a selector finds, and the headlines, beside which some things are looked for; or the whole page."""
        try:
            if not self._document.css(css):
                return _NOTHING
            found = _in_place(_each_once(self._document.css(f"{css}, h1")))
        except SelectolaxError:
            found = None
        return self._whole if found is None else Page(found, self.url)


def of(page: Page, habits: Habits) -> Pared | None:
    """The page pared down by its outlet's habits; None where it does not look as usual."""
    tag, usual = habits.core.partition(" ")[0], containers.selector(habits.core)
    if not usual or not known.is_enough(habits) or len(page.html) > _MAX_HTML:
        return None
    source = without_bombs(page.html.encode(errors="replace"))
    if source.count(b"<") > _MAX_TAGS or b"\0" in source:
        return None
    try:
        document = LexborHTMLParser(source)
        body = _body(document, usual, habits)
        head = _head(document)
    except SelectolaxError:
        return None
    if body is None:
        return None
    if "<tbody>" in body:  # which this parser makes up, and the other does not
        own = source.lower().count(b"<tbody")
        if own:
            return Pared(page, document, head + body, tag) if own == len(document.css("tbody")) else None
        body = body.replace("<tbody>", "").replace("</tbody>", "")
    return Pared(page, document, head + body, tag)


def _head(document: LexborHTMLParser) -> str:
    """The language of a page, and what stands in its head, or should."""
    said = document.root.attributes if document.root else {}
    languages = (f' {name}="{escape(said[name] or "")}"' for name in ("lang", "xml:lang") if name in said)
    pieces = (one.html or "" for one in _each_once(document.css(_HEAD)))
    return f"<html{''.join(languages)}><head>{''.join(pieces)}</head>"


def _body(document: LexborHTMLParser, usual: str, habits: Habits) -> str | None:
    """The text of a page, its headlines and its embeds; None where the text is not where it usually is."""
    found = _each_once(document.css(f"{_BODY}, {usual}"))
    tag = habits.core.partition(" ")[0]
    cores = {one.mem_id: one for one in found if one.tag == tag and _name(one) == habits.core}
    if not 0 < len(cores) <= known.MAX_CORES or _is_accompanied(cores, habits):
        return None
    return _in_place([one for one in found if one.mem_id in cores or one.tag != tag or one.css_matches(_BODY)])


def _is_accompanied(cores: dict[int, LexborNode], habits: Habits) -> bool:
    """Whether an element that no page had before stands beside the text and holds paragraphs, as `known` asks."""
    beside = _each_once(one for core in cores.values() if core.parent for one in core.parent.iter())
    return any(
        one.mem_id not in cores and _name(one) not in habits.names and len(one.css("p")) >= known.PARAGRAPHS
        for one in beside
    )


def _in_place(found: Sequence[LexborNode]) -> str | None:
    """Elements as HTML, each in those that it lies in, which are otherwise empty.

    None where they are too many, or one is the whole page.
    """
    if len(found) > _MAX_FOUND or any(one.tag in {"html", "body"} for one in found):
        return None
    wanted = {one.mem_id for one in found}
    pieces: list[str] = []
    opened: list[LexborNode] = []
    for one in found:
        around = _around(one)
        if len(around) > _MAX_DEPTH:
            return None
        if any(above.mem_id in wanted for above in around):
            continue
        pairs = zip(opened, around, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0].mem_id == pair[1].mem_id, pairs))
        pieces += [f"</{above.tag}>" for above in reversed(opened[shared:])]
        pieces += map(_opening, around[shared:])
        pieces.append(one.html or "")
        opened = around
    return "".join(pieces)


def _around(node: LexborNode) -> list[LexborNode]:
    """The elements that one lies in from the body on, the outermost first."""
    found: list[LexborNode] = []
    at = node.parent
    while at is not None and at.tag not in {"html", "head", "-document"} and len(found) <= _MAX_DEPTH:
        found.append(at)
        at = at.parent
    return found[::-1]


def _opening(node: LexborNode) -> str:
    names = (f' {name}="{escape(value)}"' for name in _TELLING if (value := node.attributes.get(name)))
    return f"<{node.tag}{''.join(names)}>"


def _each_once(found: Iterable[LexborNode]) -> list[LexborNode]:
    """The elements in their order; the parser gives one as often as alternatives of a selector match it."""
    return list({one.mem_id: one for one in found}.values())


def _name(node: LexborNode) -> str:
    said = node.attributes
    return containers.name(node.tag or "", f"{said.get('class') or ''} {said.get('id') or ''}")
