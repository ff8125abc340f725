"""Where a block stands, given a first guess of what is text: in the core of the article, beside it, far from it.

The core is the container that holds most of what is guessed to be text, near above it. A block is described by the way
from there to it, by how far it lies before or behind the text, and by what is guessed of its neighbours. Names of signs
are as in `signs`; their weights lie beside those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from functools import cache, lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from archive.extract.body.blocks import Block
from archive.extract.body.company import Bundle, step
from archive.extract.body.signs import TELLING_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.extract.body.containers import Container, Shape

_GUESS, _SHARE = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98), (0.02, 0.1, 0.3, 0.6, 0.9)
_FEW, _FAR, _ROUGHLY_FAR, _GAP = (3, 8, 18), (0, 1, 2, 4, 8, 16, 40), (0, 2, 8), (0, 1, 3, 8)
# A guess below that adds nothing to a container, and a container counts text less, the more levels deep it lies.
_FAINT, _LEVELS, _FADING = 0.2, 4, 0.8
# What is guessed to be text with less likelihood has been so once in a hundred cases; mere links are guessed lower.
HARDLY = 0.01
# A block is surely text from this guess on, where it has some words.
_SURE, _SURE_WORDS = 0.5, 8


def read(blocks: Sequence[Block], guesses: Sequence[float]) -> list[list[str]]:
    """The signs of each block's place; none for those that are hardly text, which no place makes likelier."""
    return [list(chain.from_iterable(one)) for one in bundles(blocks, guesses)]


def bundles(blocks: Sequence[Block], guesses: Sequence[float]) -> list[list[Bundle]]:
    """The same in bundles, as those of `signs`."""
    page = _Page(blocks, guesses)
    return [list(page.signs(place)) if guess > HARDLY else [] for place, guess in enumerate(guesses)]


class _Page:
    """The blocks with what is guessed of them, and what follows from that for the page as a whole."""

    def __init__(self, blocks: Sequence[Block], guesses: Sequence[float]) -> None:
        self.blocks = blocks
        self.masses = [block.words * guess for block, guess in zip(blocks, guesses, strict=True)]
        telling = [mass if guess > _FAINT else 0.0 for mass, guess in zip(self.masses, guesses, strict=True)]
        self.ways = _Ways(_core(blocks, telling))
        self.usual_shape = self._usual_shape(telling)
        sure = [place for place, guess in enumerate(guesses) if guess > _SURE]
        sure = [place for place in sure if blocks[place].words >= _SURE_WORDS and not self.up(place)] or sure
        self.first, self.last = (sure[0], sure[-1]) if sure else (0, len(blocks) - 1)
        self.back, self.ahead = _gaps(len(blocks), set(sure))
        self.steps = [0, 0, 0, *(step(_GUESS, guess) for guess in guesses), 0, 0, 0]
        words = [block.words for block in blocks]
        self.companies = [_Company(name, keys, words, self.masses) for name, keys in _keys(blocks)]
        self.whole = sum(self.masses) or 1.0
        self.read = [0.0, *accumulate(self.masses)]

    def signs(self, place: int) -> Iterator[Bundle]:
        """All signs of the block at that place in the page."""
        yield from self._from_the_core(place)
        yield self._along_the_text(place)
        third, second, before, own, after, second_after, third_after = self.steps[place : place + 7]
        yield _of_guesses(before, own, after)
        yield _of_guesses_beyond(third, second, second_after, third_after)
        for company in self.companies:
            yield company.signs(place, self.whole)
        to_read = 1 - self.read[place + 1] / self.whole
        yield _of_reading(step(_SHARE, self.read[place] / self.whole), step(_SHARE, to_read))

    def up(self, place: int) -> int:
        """The levels up from a block to what holds the core as well."""
        return self.ways.up(self.blocks[place].container)

    def _usual_shape(self, telling: Sequence[float]) -> Shape | None:
        """The shape of most of the text in the core."""
        shapes: dict[Shape, float] = defaultdict(float)
        for place, mass in enumerate(telling):
            if mass and not self.up(place):
                shapes[self.blocks[place].shape] += mass
        return max(shapes, key=lambda shape: shapes[shape], default=None)

    def _from_the_core(self, place: int) -> Iterator[Bundle]:
        block, core, up = self.blocks[place], self.ways.core, self.up(place)
        down, passed = self.ways.down(block.container)
        article = core.around.article
        same_article = 0 if article is None else 1 + (block.container.around.article is article)
        is_usual = block.shape == self.usual_shape
        yield _of_way(min(up, 4), min(down, 4), block.container.tag, is_usual, same_article)
        yield passed
        if block.pictured:
            yield (f"pictured, usual shape {is_usual:d}, {min(up, 3)} up",)

    def _along_the_text(self, place: int) -> Bundle:
        """Before, in or behind the text, how far from it, and how far from what is surely text on either side."""
        side = "before" if place < self.first else "behind" if place > self.last else "in"
        far = max(self.first - place, place - self.last, 0)
        return _of_side(
            side,
            min(self.up(place), 2),
            step(_FAR, far),
            step(_ROUGHLY_FAR, far),
            step(_FEW, self.blocks[place].words),
            (step(_GAP, self.back[place]), step(_GAP, self.ahead[place])),
        )


@lru_cache(maxsize=8192)
def _of_way(up: int, down: int, tag: str, is_usual: bool, article: int) -> Bundle:
    return (
        f"way {up} up, {down} down",
        f"usual shape {is_usual:d}, {min(up, 3)} up",
        f"tag {tag}, in core {up == 0:d}",
        f"article {article}",
    )


@cache
def _of_side(side: str, up: int, far: int, roughly: int, few: int, gaps: tuple[int, int]) -> Bundle:
    return (
        f"{side} text, {up} up",
        f"{side} text by {far}",
        f"{side} text by {roughly}, {up} up",
        f"{side} text, words {few}, {up} up",
        f"gap {gaps[0]} and {gaps[1]}",
    )


@cache
def _of_guesses(before: int, own: int, after: int) -> Bundle:
    """What is guessed of a block itself and of its neighbours."""
    around = min(before, after)
    return (
        f"guess {own}",
        f"guess before {before}",
        f"guess after {after}",
        f"guess around {around}",
        f"guess around {around}, own {own}",
    )


@cache
def _of_guesses_beyond(third: int, second: int, second_after: int, third_after: int) -> Bundle:
    return (
        f"guess second before {second}",
        f"guess second after {second_after}",
        f"guess third before {third}",
        f"guess third after {third_after}",
    )


@cache
def _of_reading(read: int, to_read: int) -> Bundle:
    return f"read {read}", f"to read {to_read}"


class _Company:
    """Blocks that share a container, one around it, or a shape: what is guessed of the others, and their share."""

    def __init__(self, name: str, keys: Sequence[Hashable], words: Sequence[int], masses: Sequence[float]) -> None:
        self._name, self._keys, self._words_of, self._masses_of = name, keys, words, masses
        self._words: dict[Hashable, int] = defaultdict(int)
        self._masses: dict[Hashable, float] = defaultdict(float)
        for key, said, mass in zip(keys, words, masses, strict=True):
            self._words[key] += said
            self._masses[key] += mass

    def signs(self, place: int, whole: float) -> Bundle:
        """The signs of one block, on a page of a whole mass."""
        key = self._keys[place]
        others, mass = self._words[key] - self._words_of[place], self._masses[key]
        mean = step(_GUESS, (mass - self._masses_of[place]) / others) if others else "of none"
        return _of_company(self._name, mean, step(_SHARE, mass / whole))


@cache
def _of_company(name: str, mean: int | str, share: int) -> Bundle:
    return f"{name} guess {mean}", f"{name} share {share}"


def _keys(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Hashable]]]:
    """In whose company blocks are seen, by name: what each has in common with its company."""
    containers = [block.container for block in blocks]
    parents = [container.up for container in containers]
    yield "container", [id(container) for container in containers]
    yield "parent", [id(parent) for parent in parents]
    yield "grandparent", [id(parent.up) if parent else 0 for parent in parents]
    yield "shape", [block.shape for block in blocks]


class _Ways:
    """The ways from the core: levels up from it, levels down again, and signs of what is passed on the way down."""

    def __init__(self, core: Container) -> None:
        self.core = core
        self._above: dict[int, int] = {}
        above: Container | None = core
        while above is not None:
            self._above[id(above)] = len(self._above)
            above = above.up
        self._known = dict(self._above)

    def up(self, container: Container) -> int:
        """The levels up to what holds the core and that container."""
        way = []
        at: Container | None = container
        while at is not None and id(at) not in self._known:
            way.append(id(at))
            at = at.up
        levels = self._known[id(at)] if at is not None else len(self._above)
        self._known.update(dict.fromkeys(way, levels))
        return levels

    def down(self, container: Container) -> tuple[int, Bundle]:
        """The levels down from there, and the signs."""
        down, kinds, tags = 0, set[str](), set[str]()
        at: Container | None = container
        while at is not None and id(at) not in self._above:
            if down:
                kinds |= at.kinds
            tags.add(at.tag)
            at = at.up
            down += 1
        return down, (
            *(f"below core {kind}" for kind in kinds),
            *(f"below core <{tag}>" for tag in TELLING_TAGS & tags),
        )


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
