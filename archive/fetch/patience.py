"""How long anybody waits: a request until its deadline, a pause until its end, and neither once it was called off.

A server that sends one byte every half second answers in time every time it is asked, so that no timeout of a single
read ever ends it. All waiting is therefore done in short spells, and between two of them somebody looks at the clock
and at whether the answer is still wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SPELL_SECONDS = 0.25
QUIET_SECONDS = 15.0


Abandoned = Callable[[], bool]
"""Tells whether an answer is wanted no longer."""


class CalledOff(Exception):  # noqa: N818 - nothing went wrong: nobody waits for the answer any more
    """Whoever asked has gone; never seen outside this room."""


def never() -> bool:
    """For whoever waits to the end."""
    return False


@dataclass(slots=True)
class Patience:
    """What one request may spend: `seconds` in all, and QUIET_SECONDS at a time without hearing anything.

    httpcore hands a request's timeouts on to the stream untouched, so that one of these can take their place.
    The time runs from `begin`, so that a rest taken before it is nobody's slowness.
    `connected` tells afterwards whether a connection had to be made for the request.
    """

    seconds: float
    monotonic: Callable[[], float]
    called_off: Abandoned = never
    connected: bool = False
    started: float | None = None

    def begin(self) -> None:
        """Let the time run."""
        self.started = self.monotonic()

    @property
    def spent(self) -> float:
        """The seconds since the beginning."""
        return 0.0 if self.started is None else self.monotonic() - self.started

    def left(self) -> float:
        """The seconds that are left, never none; raises TimeoutError past the deadline and CalledOff."""
        if self.called_off():
            raise CalledOff
        left = self.seconds - self.spent
        if left <= 0:
            raise TimeoutError
        return left

    def spell(self, since: float) -> float:
        """The length of the next spell for somebody who heard nothing `since` that moment; raises as `left` does."""
        if self.monotonic() - since > QUIET_SECONDS:
            raise TimeoutError
        return min(SPELL_SECONDS, self.left())


def pause(seconds: float, sleep: Callable[[float], None], called_off: Abandoned = never) -> None:
    """Sleep for so long; raises CalledOff."""
    while seconds > 0 and not called_off():
        sleep(min(seconds, SPELL_SECONDS))
        seconds -= SPELL_SECONDS
    if called_off():
        raise CalledOff
