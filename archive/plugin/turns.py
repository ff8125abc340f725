"""Whose turn it is: quick questions are answered at once, long ones wait for each other and for nobody else.

Nobody can tell beforehand how long a search takes. So each is tried for a moment; one that needs longer begins anew in
a line of its own, where one after another is answered. When that line is long as well, it is said.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
Question = Callable[[sqlite3.Connection], T]

QUICK_SECONDS = 1.0
# More threads than cores wait for each other, and each holds some of the archive; one long question is not to hold all.
QUICK_THREADS, LONG_THREADS = min(max(2, os.cpu_count() or 2), 4), 1
MOST_WAITING = 8
_CROWDED = "others are waiting already with questions that take long: ask again in a minute, or for rarer words"


class Turns:
    """Hands questions to `answer`, which takes one and the seconds it may last, in threads of their own.

    `answer` raises TimeoutError where they are over.
    """

    def __init__(self, answer: Callable[[Question[Any], float], Any]) -> None:
        self._answer = answer
        self._quick = ThreadPoolExecutor(QUICK_THREADS, thread_name_prefix="pressmark-page")
        self._long = ThreadPoolExecutor(LONG_THREADS, thread_name_prefix="pressmark-long")
        self._waiting = 0

    async def ask(self, question: Question[T], seconds: float) -> T:
        """The answer to one question; raises TimeoutError where it takes longer, or too many others wait."""
        try:
            return await self._in(self._quick, question, min(seconds, QUICK_SECONDS))
        except TimeoutError:
            if seconds <= QUICK_SECONDS:
                raise
        if self._waiting >= MOST_WAITING:
            raise TimeoutError(_CROWDED)
        self._waiting += 1
        try:
            return await self._in(self._long, question, seconds)
        finally:
            self._waiting -= 1

    async def _in(self, pool: Executor, question: Question[T], seconds: float) -> T:
        found: T = await asyncio.get_running_loop().run_in_executor(pool, self._answer, question, seconds)
        return found
