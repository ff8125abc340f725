"""What commands share that go out to the web: their options, the fetcher, the Wayback Machine's addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from archive import dates
from archive.fetch import Fetcher
from archive.fetch.client import DELAY_SECONDS
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


@dataclass(frozen=True, slots=True)
class Web:
    """The web as a command may ask it: whether of private addresses too, and with how many seconds between requests."""

    allow_private: bool
    delay: float

    @contextmanager
    def fetching(self, store: Store | None, *, obey_robots: bool = True) -> Iterator[Fetcher]:
        """A fetcher that says whom to write to and leaves what sites reserve, as the archive's settings have it."""
        said = config.everything(store.conn) if store else {}
        with Fetcher(
            clock=dates.now,
            allow_private=self.allow_private,
            contact=said.get("contact"),
            delay=self.delay,
            obey_robots=obey_robots,
            obey_optouts=said.get("heed_opt_outs") == "yes",
        ) as fetcher:
            yield fetcher

    @contextmanager
    def reaching(self, store: Store | None) -> Iterator[tuple[Fetcher, Machine]]:
        """A fetcher, and the Wayback Machine where the archive's settings have it.

        That is asked as an interface for programs is, whatever is reserved for browsers there.
        """
        named = {name: config.get(store.conn, f"wayback_{name}") for name in ("cdx", "replay", "save")} if store else {}
        service = wayback.Service(**{name: value for name, value in named.items() if value})
        with self.fetching(store) as fetcher, self.fetching(store, obey_robots=False) as programs:
            yield fetcher, Machine(programs, service)


def goes_out(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what it may ask of the web, as `web`; with `polite` above it, people may say how slowly."""

    @click.option("--allow-private", is_flag=True, help="Fetch from loopback and private addresses too.")
    @wraps(command)
    def asked(*words: Any, allow_private: bool, delay: float = DELAY_SECONDS, **options: Any) -> None:
        command(*words, web=Web(allow_private, delay), **options)

    return asked
