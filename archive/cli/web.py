"""What commands share that go out to the web: the fetcher, the outlets' files, the Wayback Machine's addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from archive import dates
from archive.cli.frame import Frame
from archive.fetch import Fetcher
from archive.fetch.client import DELAY_SECONDS
from archive.registry import Registry
from archive.sources import wayback
from archive.store import Store, config
from archive.watch import Machine

polite = click.option(
    "--delay",
    default=DELAY_SECONDS,
    show_default=True,
    type=click.FloatRange(0, 60),
    help="The least rest in seconds between two requests to one host; less than 1 is for servers of your own.",
)


@contextmanager
def fetching(
    store: Store | None, *, allow_private: bool, delay: float = DELAY_SECONDS, obey_robots: bool = True
) -> Iterator[Fetcher]:
    """A fetcher that says whom to write to and leaves what sites reserve, as far as the archive's settings say so."""
    said = config.everything(store.conn) if store else {}
    with Fetcher(
        clock=dates.now,
        allow_private=allow_private,
        contact=said.get("contact"),
        delay=delay,
        obey_robots=obey_robots,
        obey_optouts=said.get("heed_opt_outs") == "yes",
    ) as fetcher:
        yield fetcher


@contextmanager
def wayback_machine(store: Store | None, *, allow_private: bool, delay: float = DELAY_SECONDS) -> Iterator[Machine]:
    """The Wayback Machine where the archive's settings have it, asked as an interface for programs is."""
    named = {name: config.get(store.conn, f"wayback_{name}") for name in ("cdx", "replay", "save")} if store else {}
    service = wayback.Service(**{name: value for name, value in named.items() if value})
    with fetching(store, allow_private=allow_private, delay=delay, obey_robots=False) as fetcher:
        yield Machine(fetcher, service)


def outlets(frame: Frame, folder: Path | None) -> Registry:
    """The outlets that have a file of their own; what cannot be used of them is said."""
    registry = Registry.found(folder)
    for problem in registry.problems:
        frame.say(f"{problem.file}: {problem.reason}")
    return registry
