"""Quick questions do not wait for long ones, and a line that is too long is said."""

import asyncio
import threading

import pytest

from archive.plugin import turns
from archive.plugin.turns import Turns


@pytest.fixture
def long_one():
    """A question that takes all its time when it is tried, and then until it is let go; and a Turns to put it to."""
    begun, let_go = threading.Event(), threading.Event()

    def answer(question, seconds):
        if question == "long" and seconds <= turns.QUICK_SECONDS:
            raise TimeoutError
        if question == "long":
            begun.set()
            let_go.wait(10)
        if question == "too long":
            raise TimeoutError
        return question, seconds

    yield Turns(answer), begun, let_go
    let_go.set()


def test_a_quick_question_is_answered_while_long_ones_wait(long_one):
    asking, _, let_go = long_one

    async def both():
        waiting = [asyncio.ensure_future(asking.ask("long", 10.0)) for _ in range(3)]
        await asyncio.sleep(0)
        quick = [await asking.ask("quick", 10.0) for _ in range(20)]
        assert not any(one.done() for one in waiting)
        let_go.set()
        return quick, await asyncio.gather(*waiting)

    quick, long = asyncio.run(both())
    assert quick == [("quick", turns.QUICK_SECONDS)] * 20
    assert long == [("long", 10.0)] * 3


def test_who_comes_to_a_long_line_is_told(long_one, monkeypatch):
    asking, begun, let_go = long_one
    monkeypatch.setattr(turns, "MOST_WAITING", 1)

    async def crowd():
        waiting = asyncio.ensure_future(asking.ask("long", 10.0))
        await asyncio.to_thread(begun.wait, 10)
        with pytest.raises(TimeoutError, match="others are waiting"):
            await asking.ask("long", 10.0)
        let_go.set()
        await waiting
        assert (await asking.ask("long", 10.0))[0] == "long"

    asyncio.run(crowd())


@pytest.mark.parametrize("seconds", [0.05, 10.0])
def test_what_is_too_long_for_either_line_is_too_long(long_one, seconds):
    with pytest.raises(TimeoutError):
        asyncio.run(long_one[0].ask("too long", seconds))
