"""A page as what a reader sees: blocks of text, each in the container that holds it.

A block is a run of text between two boundaries of paragraphs: of a `<p>`, of a `<li>`, between two `<br>`, or straight
in a `<div>`. A row of a table whose cells hold one block each is one block. The page is walked once, without recursion
and without changing it; scripts, controls and readers' comments are passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lxml import etree

from archive.extract.body import kinds
from archive.extract.body.containers import Container, Shape, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What follows is left out, and the page is flagged; a second or two is what so many take.
MAX_BLOCKS = 20_000
_SILENT = frozenset(
    "script style template noscript svg select option textarea iframe object embed video audio canvas map head math "
    "datalist progress meter".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark picture q rb rp rt "
    "ruby s samp small source span strike strong sub sup time tt u var wbr".split()
)
_BOLD = frozenset({"b", "strong"})
_CELLS = frozenset({"td", "th"})
# Stands for `<br>` while a block is put together; `Page` lets no such character in.
_BREAK = "\x0b"
# So much of a block is linked, and it has so few words, where it is no more than an item of a menu.
_MERE, _MERE_WORDS = 0.95, 4


@dataclass(slots=True, eq=False)
class Block:
    """A run of text: `linked` and `bold` are the shares of it that are, `alone` says that no `<br>` cut it.

    `pictured` says that it is the first behind a picture.
    """

    text: str
    container: Container
    linked: float = 0.0
    bold: float = 0.0
    alone: bool = True
    opens_item: bool = False
    pictured: bool = False
    words: int = field(init=False)
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self.words = _count(self.text)
        self.shape = self.container.shape

    @property
    def line(self) -> str:
        """The text as a line of the article: items of lists begin with a dash."""
        return f"- {self.text}" if self.opens_item else self.text

    @property
    def is_mere_link(self) -> bool:
        """Whether this is nothing but a few words that lead elsewhere, as the items of menus are."""
        return self.linked > _MERE and self.words <= _MERE_WORDS


def read(tree: Any) -> list[Block]:
    """The blocks of a parsed page, in order."""
    body = tree.find("body")
    return read_in(tree if body is None else body)


def read_in(root: Any) -> list[Block]:
    """The blocks in one element of a page, in order."""
    walk, passed_over = _Walk(root), None
    enters, leaves, hears, blocks = walk.enters, walk.leaves, walk.hears, walk.blocks
    elements = etree.iterwalk(root, events=("start", "end"))
    next(elements)
    for event, element in elements:
        if event == "start":
            if not enters(element):
                passed_over = element
                elements.skip_subtree()
            elif len(blocks) >= MAX_BLOCKS:
                return blocks
            continue
        if element is not passed_over:
            leaves(element.tag)
        if (words := element.tail) and element is not root:
            hears(words)
    return list(_with_rows(walk.blocks))


def holders(own: Iterable[Block], share: float) -> list[Container]:
    """The containers that hold that share of the words of some blocks, the lowest first."""
    words: dict[int, int] = defaultdict(int)
    found: dict[int, Container] = {}
    whole = 0
    for block in own:
        whole += block.words
        at: Container | None = block.container
        while at is not None:
            words[id(at)] += block.words
            found[id(at)] = at
            at = at.up
    return sorted((one for one in found.values() if words[id(one)] >= share * whole), key=lambda one: -one.depth)


class _Walk:
    """The state of a walk: the container at hand, and the run of text that has begun in it."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self._container = _around(root)
        self._pieces: list[str] = []
        self._linked = self._bold = 0
        self._links = self._bolds = 0
        self._opens_item = self._pictured = False
        self.hears(root.text or "")

    def hears(self, words: str) -> None:
        """Text that belongs to the run at hand; no run begins with spaces."""
        if self._pieces or not words.isspace():
            self._pieces.append(words)
            if self._links:
                self._linked += len(words.strip())
            if self._bolds:
                self._bold += len(words.strip())

    def enters(self, element: Any) -> bool:
        """Begin an element; False for one that is passed over."""
        tag = element.tag
        if tag in _INLINE:
            if not self._enters_inline(element, tag):
                return False
        elif tag in _SILENT or tag.__class__ is not str:
            return False
        else:
            names = names_of(element)
            if names != " " and kinds.is_comments(names):
                return False
            if self._pieces:
                self._ends_run()
            self._container = Container(tag, names, self._container, element)
            if tag == "li":
                self._opens_item = True
        if words := element.text:
            self.hears(words)
        return True

    def _enters_inline(self, element: Any, tag: str) -> bool:
        if tag == "a":
            self._links += 1
        elif tag == "br":
            if self._pieces:
                self._pieces.append(_BREAK)
            return False
        elif tag == "span":
            return not kinds.is_unseen(element.get("class"), element.get("style"))
        elif tag == "img":
            self._pictured = True
        elif tag in _BOLD:
            self._bolds += 1
        return True

    def leaves(self, tag: str) -> None:
        """End an element that was entered."""
        if tag in _INLINE:
            if tag == "a":
                self._links -= 1
            elif tag in _BOLD:
                self._bolds -= 1
            return
        if self._pieces:
            self._ends_run()
        if tag == "li":
            self._opens_item = False
        self._container = self._container.up or self._container

    def _ends_run(self) -> None:
        """Make blocks of the run of text."""
        run = "".join(self._pieces)
        if _BREAK in run:
            lines = [line for piece in run.split(_BREAK) if (line := " ".join(piece.split()))]
        else:
            lines = [line] if (line := " ".join(run.split())) else []
        linked = bold = 0.0
        if self._linked or self._bold:
            length = len(run.strip()) or 1
            linked, bold = min(1.0, self._linked / length), min(1.0, self._bold / length)
        alone = len(lines) == 1
        for line in lines:
            block = Block(line, self._container, linked, bold, alone, self._opens_item, self._pictured)
            self.blocks.append(block)
            self._opens_item = self._pictured = False
        self._pieces.clear()
        self._linked = self._bold = 0


def _around(root: Any) -> Container:
    """The container of an element, in those of all elements around it; the names of the body are of the whole page."""
    container = Container("body", "", element=root)
    for element in reversed([root, *root.iterancestors()]):
        if element.tag not in {"html", "body"}:
            container = Container(element.tag, names_of(element), container, element)
    return container


def _with_rows(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, cells of one row joined where each holds no more than one."""
    if not any(block.container.tag in _CELLS for block in blocks):
        yield from blocks
        return
    for row, found in groupby(blocks, lambda one: one.container.up if one.container.tag in _CELLS else one):
        cells = list(found)
        if len(cells) == 1 or len({id(cell.container) for cell in cells}) < len(cells):
            yield from cells
            continue
        length = sum(len(cell.text) for cell in cells)
        linked = sum(cell.linked * len(cell.text) for cell in cells) / length
        bold = sum(cell.bold * len(cell.text) for cell in cells) / length
        holder = row if isinstance(row, Container) else cells[0].container
        yield Block(" | ".join(cell.text for cell in cells), holder, linked, bold)


_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _count(line: str) -> int:
    """About how many words a line has; two characters of a script without spaces are one."""
    spaced = line.count(" ") + 1
    return spaced if 15 * spaced > len(line) else spaced + len(_UNSPACED.findall(line)) // 2
