"""`pressmark collect`: rounds over the sources."""

from __future__ import annotations

import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from archive import watch
from archive.cli import rounds
from archive.cli.frame import Frame, checked_date, quietly
from archive.cli.registered import further, outlets
from archive.cli.web import Web, goes_out, polite
from archive.errors import BusyError, UsageError
from archive.extract.worker import Pool
from archive.model import Source
from archive.store import Store, lock, sources
from archive.watch import Round, Wishes

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@click.command()
@click.option("--source", "words", multiple=True, help="Only this one: its number, address or name; may be repeated.")
@click.option("--max", "most", type=click.IntRange(1), help="At most so many pages in a round.")
@click.option("--since", help="Only pages that their source dates to this day, month or year or later.")
@click.option("--every", help="Go on with a round at every interval: 15m, 1h, 1d.")
@click.option("--again", is_flag=True, help="Look at every page that is still on its schedule, due or not.")
@click.option("--save-page", is_flag=True, help="Ask the Wayback Machine to keep its own copy of what is new.")
@click.option("--hosts", default=8, show_default=True, type=click.IntRange(1, 64), help="Hosts to ask at a time.")
@further
@polite
@goes_out
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON, a line for each round with --every.")
@quietly
@click.pass_obj
def collect(
    frame: Frame,
    /,
    words: tuple[str, ...],
    every: str | None,
    scrapers: Path | None,
    save_page: bool,
    web: Web,
    as_json: bool,
    **wished: Any,
) -> None:
    """Collect what the sources name: what is new, and what is due to be looked at again.

    It may be stopped at any moment and run again: it goes on where it was. Ctrl-C, or the signal that a service is
    stopped by, ends it after the page in hand.

    \b
    Example:
      pressmark collect
      pressmark collect --source gazette --max 50 --since 2026-01
      pressmark collect --every 15m
    """
    wishes = Wishes(**{**wished, "since": wished["since"] and checked_date(wished["since"])})
    pause = _seconds(every) if every else None
    for_url = outlets(frame, scrapers).for_url
    with (
        frame.open() as store,
        _alone(store),
        web.reaching(store) as (fetcher, machine),
        Pool(scrapers) as readers,
        _stopping(frame) as stop,
    ):
        for _ in _turns(pause, stop):
            chosen = _chosen(store, words)
            round_ = Round(store, fetcher, chosen, for_url, wishes=wishes, machine=machine, stopped=stop.is_set)
            ended = rounds.run(frame, store, round_, readers)
            for note in watch.keep_copies(store, machine, round_.news if save_page else (), sleep=time.sleep):
                frame.say(f"{note.input}: {note.text}")
            rounds.report(round_, ended=ended, as_json=as_json, one_line=pause is not None)
    sys.exit(1 if round_.failed else 0)


def _turns(pause: int | None, stop: threading.Event) -> Iterator[None]:
    """One turn, or one for each interval of so many seconds until it is stopped; a turn may take longer than that."""
    while True:
        began = time.monotonic()
        yield
        if pause is None or stop.wait(max(0.0, began + pause - time.monotonic())):
            return


def _chosen(store: Store, words: tuple[str, ...]) -> list[Source]:
    found = sources.chosen(store.conn, words)
    if not found:
        raise UsageError("there is nothing to collect from: say where first (pressmark source add URL)")
    return found


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """One `collect` at a time on an archive, or two would ask for the same pages; raises BusyError."""
    with ExitStack() as stack:
        try:
            stack.enter_context(lock.held(store.path.with_name(f"{store.path.name}.round"), wait=0))
        except BusyError:
            raise BusyError("another collect is at work on this archive: it takes up what is due") from None
        yield


@contextmanager
def _stopping(frame: Frame) -> Iterator[threading.Event]:
    """An event that is set by the first Ctrl-C or SIGTERM; the second ends at once, as without us."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def asked(number: int, _frame: object) -> None:
        stop.set()
        frame.say("stopping after the page in hand; once more to stop at once")
        signal.signal(number, signal.default_int_handler)

    for number in before:
        signal.signal(number, asked)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _seconds(given: str) -> int:
    match = re.fullmatch(r"(\d{1,6})\s*([smhd])", given.strip().lower())
    if match is None or match[1].strip("0") == "":
        raise UsageError(f"“{given}” is no interval: write 90s, 15m, 1h or 1d")
    return int(match[1]) * _UNITS[match[2]]


commands = (collect,)
