"""Where a block stands, given a first guess of what is text: in the core of the article, beside it, far from it.

The core is the container that holds most of what is guessed to be text, near above it. A block is described by the way
from there to it, by how far it lies before or behind the text, and by what is guessed of its neighbours. Names of signs
are as in `signs`; their weights lie beside those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from archive.extract.body.blocks import Block
from archive.extract.body.signs import TELLING_TAGS, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.extract.body.blocks import Container, Shape

_GUESS, _SHARE = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98), (0.02, 0.1, 0.3, 0.6, 0.9)
_FEW, _FAR, _GAP = (3, 8, 18), (0, 1, 2, 4, 8, 16, 40), (0, 1, 3, 8)
# A guess below that adds nothing to a container, and a container counts text less, the more levels deep it lies.
_FAINT, _LEVELS, _FADING = 0.2, 4, 0.8
# What is guessed to be text with less likelihood has been so once in a hundred cases; mere links are guessed lower.
HARDLY = 0.01
# A block is surely text from this guess on, where it has some words.
_SURE, _SURE_WORDS = 0.5, 8


def read(blocks: Sequence[Block], guesses: Sequence[float]) -> list[list[str]]:
    """The signs of each block's place; none for those that are hardly text, which no place makes likelier."""
    page = _Page(blocks, guesses)
    return [list(page.signs(place)) if guess > HARDLY else [] for place, guess in enumerate(guesses)]


class _Page:
    """The blocks with what is guessed of them, and what follows from that for the page as a whole."""

    def __init__(self, blocks: Sequence[Block], guesses: Sequence[float]) -> None:
        self.blocks = blocks
        self.masses = [block.words * guess for block, guess in zip(blocks, guesses, strict=True)]
        telling = [mass if guess > _FAINT else 0.0 for mass, guess in zip(self.masses, guesses, strict=True)]
        self.ways = _Ways(_core(blocks, telling))
        self.up = [self.ways.to(block.container).up for block in blocks]
        self.usual_shape = self._usual_shape(telling)
        sure = [
            place
            for place, block in enumerate(blocks)
            if guesses[place] > _SURE and block.words >= _SURE_WORDS and self.up[place] == 0
        ] or [place for place, guess in enumerate(guesses) if guess > _SURE]
        self.first, self.last = (sure[0], sure[-1]) if sure else (0, len(blocks) - 1)
        self.back, self.ahead = _gaps(len(blocks), set(sure))
        self.steps = [0, 0, 0, *(step(guess, _GUESS) for guess in guesses), 0, 0, 0]
        self.companies = [_Company(name, key, blocks, self.masses) for name, key in _COMPANIES]
        self.whole = sum(self.masses) or 1.0
        self.read = [0.0, *accumulate(self.masses)]

    def signs(self, place: int) -> Iterator[str]:
        """All signs of the block at that place in the page."""
        yield from self._from_the_core(place)
        yield from self._along_the_text(place)
        yield from self._beside(place)
        for company in self.companies:
            yield from company.signs(self.blocks[place], self.masses[place], self.whole)
        yield f"read {step(self.read[place] / self.whole, _SHARE)}"
        yield f"to read {step(1 - self.read[place + 1] / self.whole, _SHARE)}"

    def _usual_shape(self, telling: Sequence[float]) -> Shape | None:
        """The shape of most of the text in the core."""
        shapes: dict[Shape, float] = defaultdict(float)
        for block, mass, up in zip(self.blocks, telling, self.up, strict=True):
            if mass and up == 0:
                shapes[block.shape] += mass
        return max(shapes, key=lambda shape: shapes[shape], default=None)

    def _from_the_core(self, place: int) -> Iterator[str]:
        block, core = self.blocks[place], self.ways.core
        way = self.ways.to(block.container)
        yield f"way {min(way.up, 4)} up, {min(way.down, 4)} down"
        yield f"usual shape {block.shape == self.usual_shape:d}, {min(way.up, 3)} up"
        yield f"tag {block.container.tag}, in core {way.up == 0:d}"
        if block.pictured:
            yield f"pictured, usual shape {block.shape == self.usual_shape:d}, {min(way.up, 3)} up"
        article = core.around.article
        yield f"article {0 if article is None else 1 + (block.container.around.article is article)}"
        yield from way.signs

    def _along_the_text(self, place: int) -> Iterator[str]:
        """Before, in or behind the text, how far from it, and how far from what is surely text on either side."""
        up, few = min(self.up[place], 2), step(self.blocks[place].words, _FEW)
        side = "before" if place < self.first else "behind" if place > self.last else "in"
        far = max(self.first - place, place - self.last, 0)
        yield f"{side} text, {up} up"
        yield f"{side} text by {step(far, _FAR)}"
        yield f"{side} text by {step(far, (0, 2, 8))}, {up} up"
        yield f"{side} text, words {few}, {up} up"
        yield f"gap {step(self.back[place], _GAP)} and {step(self.ahead[place], _GAP)}"

    def _beside(self, place: int) -> Iterator[str]:
        """What is guessed of the block itself and of three on either side."""
        third, second, before, own, after, second_after, third_after = self.steps[place : place + 7]
        yield f"guess {own}"
        yield f"guess before {before}"
        yield f"guess after {after}"
        yield f"guess around {min(before, after)}"
        yield f"guess around {min(before, after)}, own {own}"
        yield f"guess second before {second}"
        yield f"guess second after {second_after}"
        yield f"guess third before {third}"
        yield f"guess third after {third_after}"


class _Company:
    """Blocks that share a container, one around it, or a shape: what is guessed of the others, and their share."""

    def __init__(
        self, name: str, key: Callable[[Block], Hashable], blocks: Sequence[Block], masses: Sequence[float]
    ) -> None:
        self._name, self._key = name, key
        self._words: dict[Hashable, int] = defaultdict(int)
        self._masses: dict[Hashable, float] = defaultdict(float)
        for block, mass in zip(blocks, masses, strict=True):
            self._words[key(block)] += block.words
            self._masses[key(block)] += mass

    def signs(self, block: Block, mass: float, whole: float) -> Iterator[str]:
        """The signs of one block that has this mass, on a page of a whole mass."""
        key = self._key(block)
        others = self._words[key] - block.words
        mean = step((self._masses[key] - mass) / others, _GUESS) if others else "of none"
        yield f"{self._name} guess {mean}"
        yield f"{self._name} share {step(self._masses[key] / whole, _SHARE)}"


# In whose company a block is seen, by name.
_COMPANIES: tuple[tuple[str, Callable[[Block], Hashable]], ...] = (
    ("container", lambda block: id(block.container)),
    ("parent", lambda block: id(block.container.up)),
    ("grandparent", lambda block: id(block.container.up.up) if block.container.up else 0),
    ("shape", lambda block: block.shape),
)


class _Way(NamedTuple):
    """From the core to a container: levels up, levels down, and signs of what is passed on the way down."""

    up: int
    down: int
    signs: tuple[str, ...]


class _Ways:
    """The ways from the core, each found once."""

    def __init__(self, core: Container) -> None:
        self.core = core
        self._above: dict[int, int] = {}
        above: Container | None = core
        while above is not None:
            self._above[id(above)] = len(self._above)
            above = above.up
        self._known: dict[int, _Way] = {}

    def to(self, container: Container) -> _Way:
        """The way to that container."""
        known = self._known.get(id(container))
        if known is None:
            known = self._known[id(container)] = self._find(container)
        return known

    def _find(self, container: Container) -> _Way:
        down, kinds, tags = 0, set[str](), set[str]()
        at: Container | None = container
        while at is not None and id(at) not in self._above:
            if down:
                kinds |= at.kinds
            tags.add(at.tag)
            at = at.up
            down += 1
        up = self._above[id(at)] if at is not None else len(self._above)
        passed = (*(f"below core {kind}" for kind in kinds), *(f"below core <{tag}>" for tag in TELLING_TAGS & tags))
        return _Way(up, down, passed)


def _core(blocks: Sequence[Block], masses: Sequence[float]) -> Container:
    weight: dict[int, float] = defaultdict(float)
    holders: dict[int, Container] = {}
    for block, mass in zip(blocks, masses, strict=True):
        holder, share = block.container.up or block.container, mass
        for _ in range(_LEVELS if mass else 0):
            weight[id(holder)] += share
            holders[id(holder)] = holder
            share *= _FADING
            if holder.up is None:
                break
            holder = holder.up
    if not holders:
        return blocks[0].container
    return max(holders.values(), key=lambda one: (weight[id(one)], one.depth))


def _gaps(count: int, sure: set[int]) -> tuple[list[int], list[int]]:
    """How many blocks lie between each and what is surely text before it, and behind it."""
    back, ahead = [0] * count, [0] * count
    for gaps, places in ((back, range(count)), (ahead, range(count - 1, -1, -1))):
        gap = 0
        for place in places:
            gaps[place] = gap
            gap = 0 if place in sure else gap + 1
    return back, ahead
