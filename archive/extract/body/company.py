"""The company of a block, as signs: the blocks that share its parent, or its shape.

Signs that follow from the same few numbers make a bundle, which is put into words once and shared by all blocks that
have those numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.extract.body.blocks import Block

Bundle = tuple[str, ...]
_LINKED, _WORDS, _MASS = (0.05, 0.2, 0.4, 0.7), (3, 8, 15, 30), (20, 60, 150, 400)
# In words: what is shorter is no prose.
_PROSE = 12


def step(value: float, steps: Sequence[float]) -> int:
    """The number of the first step that a value does not pass."""
    return bisect_left(steps, value)


class Group:
    """Blocks that have a parent or a shape in common: how many, how long, how much linked."""

    def __init__(self) -> None:
        self.blocks = self.words = self.prose = 0
        self.linked = 0.0
        self.parents: set[int] = set()

    def add(self, block: Block) -> None:
        """Count one block more."""
        self.blocks += 1
        self.words += block.words
        self.linked += block.linked * block.words
        if block.words >= _PROSE and block.linked < 0.4:
            self.prose += 1
            self.parents.add(id(block.container.up))

    @cached_property
    def of_parent(self) -> Bundle:
        """The signs of a block in the company of its parent."""
        return (*self._signs("parent"), f"parent prose {step(self.prose, (0, 1, 2, 4, 8))}")

    @cached_property
    def of_shape(self) -> Bundle:
        """The signs of a block in the company of those of its shape."""
        if not self.prose:
            return self._signs("shape")
        return (*self._signs("shape"), f"shape spread {step(len(self.parents) / self.prose, (0.1, 0.34, 0.67, 0.99))}")

    def _signs(self, name: str) -> Bundle:
        return _of_group(
            name,
            step(self.linked / self.words, _LINKED),
            step(self.words / self.blocks, _WORDS),
            step(self.words, _MASS),
        )


@cache
def _of_group(name: str, linked: int, words: int, mass: int) -> Bundle:
    return f"{name} linked {linked}", f"{name} words {words}", f"{name} all words {mass}"
