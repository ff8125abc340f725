"""Answers about short texts, remembered: names, dates and lines come again, and are asked about by several rules.

What strangers send may be of any length, so a long text is answered anew each time and never held.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Answer = TypeVar("Answer")


def remembered(count: int, *, longest: int) -> Callable[[Callable[[str], Answer]], Callable[[str], Answer]]:
    """Decorate a function of a text: its answers for the last `count` texts of up to `longest` characters are kept."""

    def decorate(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
        known = lru_cache(count)(function)

        @wraps(function)
        def answer(text: str) -> Answer:
            return known(text) if len(text) <= longest else function(text)

        return answer

    return decorate
