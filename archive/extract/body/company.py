"""The company of a block, as signs: the blocks that share its parent, or its shape.

Signs that follow from the same few numbers make a bundle, which is put into words once and shared by all blocks that
have those numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.extract.body.blocks import Block

Bundle = tuple[str, ...]
_LINKED, _WORDS, _MASS = (0.05, 0.2, 0.4, 0.7), (3, 8, 15, 30), (20, 60, 150, 400)
# In words: what is shorter is no prose.
_PROSE = 12

# `step(steps, value)`: the number of the first step that a value does not pass.
step = bisect_left


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
        return (*self._signs("parent"), f"parent prose {step((0, 1, 2, 4, 8), self.prose)}")

    @cached_property
    def of_shape(self) -> Bundle:
        """The signs of a block in the company of those of its shape."""
        if not self.prose:
            return self._signs("shape")
        return (*self._signs("shape"), f"shape spread {step((0.1, 0.34, 0.67, 0.99), len(self.parents) / self.prose)}")

    def _signs(self, name: str) -> Bundle:
        return _of_group(
            name,
            step(_LINKED, self.linked / self.words),
            step(_WORDS, self.words / self.blocks),
            step(_MASS, self.words),
        )


@cache
def _of_group(name: str, linked: int, words: int, mass: int) -> Bundle:
    return f"{name} linked {linked}", f"{name} words {words}", f"{name} all words {mass}"
