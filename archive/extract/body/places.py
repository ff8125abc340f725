"""Where a block stands, given a first guess of what is text: in the core of the article, beside it, far from it.

The core is the container that holds most of what is guessed to be text, near above it. A block is described by the way
from there to it, by how far it lies before or behind the text, and by what is guessed of its neighbours. Names of signs
are as in `signs`; their weights lie beside those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from archive.extract.body.signs import TELLING_TAGS, step

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from archive.extract.body.blocks import Block, Container

_GUESS, _SHARE = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98), (0.02, 0.1, 0.3, 0.6, 0.9)
_FEW, _FAR, _GAP = (3, 8, 18), (0, 1, 2, 4, 8, 16, 40), (0, 1, 3, 8)
# A guess below that adds nothing to a container, and a container counts text less, the more levels deep it lies.
_FAINT, _LEVELS, _FADING = 0.2, 4, 0.8
# A block is surely text from this guess on, where it has some words.
_SURE, _SURE_WORDS = 0.5, 8


def read(blocks: Sequence[Block], guesses: Sequence[float]) -> list[list[str]]:
    """The signs of each block's place."""
    masses = [block.words * guess if guess > _FAINT else 0.0 for block, guess in zip(blocks, guesses, strict=True)]
    ways = _Ways(_core(blocks, masses))
    columns = (
        _from_the_core(blocks, masses, ways),
        _along_the_text(blocks, guesses, ways),
        _beside(guesses),
        _in_company(blocks, guesses),
        _how_far_read(blocks, guesses),
    )
    return [[sign for signs in row for sign in signs] for row in zip(*columns, strict=True)]


class _Ways:
    """The way from the core to any container: levels up, levels down, and the kinds and tags passed on the way down."""

    def __init__(self, core: Container) -> None:
        self.core = core
        self._above: dict[int, int] = {}
        above: Container | None = core
        while above is not None:
            self._above[id(above)] = len(self._above)
            above = above.up
        self._known: dict[int, tuple[int, int, frozenset[str], frozenset[str]]] = {}

    def to(self, container: Container) -> tuple[int, int, frozenset[str], frozenset[str]]:
        known = self._known.get(id(container))
        if known is None:
            known = self._known[id(container)] = self._way(container)
        return known

    def _way(self, container: Container) -> tuple[int, int, frozenset[str], frozenset[str]]:
        down, kinds, tags = 0, set[str](), set[str]()
        at: Container | None = container
        while at is not None and id(at) not in self._above:
            if down:
                kinds |= at.kinds
            tags.add(at.tag)
            at = at.up
            down += 1
        up = self._above[id(at)] if at is not None else len(self._above)
        return up, down, frozenset(kinds), TELLING_TAGS & tags


def _core(blocks: Sequence[Block], masses: Sequence[float]) -> Container:
    weight: dict[int, float] = defaultdict(float)
    holders: dict[int, Container] = {}
    for block, mass in zip(blocks, masses, strict=True):
        holder = block.container.up or block.container
        for _ in range(_LEVELS if mass else 0):
            weight[id(holder)] += mass
            holders[id(holder)] = holder
            mass *= _FADING
            if holder.up is None:
                break
            holder = holder.up
    if not holders:
        return blocks[0].container
    return max(holders.values(), key=lambda one: (weight[id(one)], one.depth))


def _from_the_core(blocks: Sequence[Block], masses: Sequence[float], ways: _Ways) -> Iterator[list[str]]:
    shapes: Counter[tuple[str, str, str]] = Counter()
    for block, mass in zip(blocks, masses, strict=True):
        if mass and ways.to(block.container)[0] == 0:
            shapes[block.shape] += mass  # type: ignore[assignment]  # a Counter adds fractions as well
    usual = max(shapes, key=lambda shape: shapes[shape], default=None)
    for block in blocks:
        up, down, kinds, tags = ways.to(block.container)
        article = 0 if ways.core.article is None else 1 + (block.container.article is ways.core.article)
        yield [
            f"way {min(up, 4)} up, {min(down, 4)} down",
            f"usual shape {block.shape == usual:d}, {min(up, 3)} up",
            f"tag {block.container.tag}, in core {up == 0:d}",
            f"article {article}",
            *(f"below core {kind}" for kind in kinds),
            *(f"below core <{tag}>" for tag in tags),
        ]


def _along_the_text(blocks: Sequence[Block], guesses: Sequence[float], ways: _Ways) -> Iterator[list[str]]:
    """Before, in or behind the text, how far from it, and how far from what is surely text on either side."""
    sure = [
        place
        for place, (block, guess) in enumerate(zip(blocks, guesses, strict=True))
        if guess > _SURE and block.words >= _SURE_WORDS and ways.to(block.container)[0] == 0
    ] or [place for place, guess in enumerate(guesses) if guess > _SURE]
    first, last = (sure[0], sure[-1]) if sure else (0, len(blocks) - 1)
    back, ahead = _gaps(len(blocks), set(sure))
    for place, block in enumerate(blocks):
        up = min(ways.to(block.container)[0], 2)
        side = "before" if place < first else "behind" if place > last else "in"
        far = max(first - place, place - last, 0)
        yield [
            f"{side} text, {up} up",
            f"{side} text by {step(far, _FAR)}",
            f"{side} text by {step(far, (0, 2, 8))}, {up} up",
            f"{side} text, words {step(block.words, _FEW)}, {up} up",
            f"gap {step(back[place], _GAP)} and {step(ahead[place], _GAP)}",
        ]


def _gaps(count: int, sure: set[int]) -> tuple[list[int], list[int]]:
    """How many blocks lie between each and what is surely text before it, and behind it."""
    back, ahead = [0] * count, [0] * count
    for gaps, places in ((back, range(count)), (ahead, range(count - 1, -1, -1))):
        gap = 0
        for place in places:
            gaps[place] = gap
            gap = 0 if place in sure else gap + 1
    return back, ahead


def _beside(guesses: Sequence[float]) -> Iterator[list[str]]:
    steps = [0, 0, 0, *(step(guess, _GUESS) for guess in guesses), 0, 0, 0]
    for place in range(3, len(steps) - 3):
        before, after = steps[place - 1], steps[place + 1]
        yield [
            f"guess {steps[place]}",
            f"guess before {before}",
            f"guess after {after}",
            f"guess around {min(before, after)}",
            f"guess around {min(before, after)}, own {steps[place]}",
            f"guess second before {steps[place - 2]}",
            f"guess second after {steps[place + 2]}",
            f"guess third before {steps[place - 3]}",
            f"guess third after {steps[place + 3]}",
        ]


def _in_company(blocks: Sequence[Block], guesses: Sequence[float]) -> Iterator[list[str]]:
    """What is guessed of the others in the same container, in those around, and of the same shape."""
    columns = [
        _averages(name, [key(block) for block in blocks], blocks, guesses)
        for name, key in (
            ("container", lambda block: id(block.container)),
            ("parent", lambda block: id(block.container.up)),
            ("grandparent", lambda block: id(block.container.up.up) if block.container.up else 0),
            ("shape", lambda block: block.shape),
        )
    ]
    return ([sign for signs in row for sign in signs] for row in zip(*columns, strict=True))


def _averages(
    name: str, keys: Sequence[Hashable], blocks: Sequence[Block], guesses: Sequence[float]
) -> Iterator[list[str]]:
    weights: dict[Hashable, float] = defaultdict(float)
    masses: dict[Hashable, float] = defaultdict(float)
    for key, block, guess in zip(keys, blocks, guesses, strict=True):
        weights[key] += block.words
        masses[key] += block.words * guess
    whole = sum(block.words * guess for block, guess in zip(blocks, guesses, strict=True)) or 1.0
    for key, block, guess in zip(keys, blocks, guesses, strict=True):
        others = weights[key] - block.words
        mean = step((masses[key] - block.words * guess) / others, _GUESS) if others else "of none"
        yield [f"{name} guess {mean}", f"{name} share {step(masses[key] / whole, _SHARE)}"]


def _how_far_read(blocks: Sequence[Block], guesses: Sequence[float]) -> Iterator[list[str]]:
    """Which part of the text is over when the block comes."""
    whole = sum(block.words * guess for block, guess in zip(blocks, guesses, strict=True)) or 1.0
    over = 0.0
    for block, guess in zip(blocks, guesses, strict=True):
        mass = block.words * guess
        yield [f"read {step(over / whole, _SHARE)}", f"to read {step(1 - (over + mass) / whole, _SHARE)}"]
        over += mass
