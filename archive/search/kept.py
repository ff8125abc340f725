"""The last things asked for, as many as fit into so many bytes; for any thread."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Keeps what is made under a key, up to `size` by `weight`; what was asked for longest ago goes first."""

    def __init__(self, size: int, weight: Callable[[T], int]) -> None:
        self._left = size
        self._weight = weight
        self._things: OrderedDict[Hashable, T] = OrderedDict()
        self._turn = threading.Lock()

    def held(self, key: Hashable) -> T | None:
        """What is kept under a key; None where nothing is."""
        with self._turn:
            if key in self._things:
                self._things.move_to_end(key)
            return self._things.get(key)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under a key, or else what is made for it."""
        known = self.held(key)
        if known is not None:
            return known
        made = make()
        with self._turn:
            if key not in self._things:
                self._things[key] = made
                self._left -= self._weight(made)
            while self._left < 0:
                self._left += self._weight(self._things.popitem(last=False)[1])
        return made
