"""What a run knows of outlets: the habits that pages are read by, and what is learnt from the pages it reads.

Pages are read by what was known when the run met their host first, and what it learns is for the next run; so what is
read does not hang on which page a process had done with sooner. Of pages that look as usual a few are learnt from.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from archive import urls
from archive.extract import Habits
from archive.store import Store, habits

if TYPE_CHECKING:
    from archive.extract.habits import Sample
    from archive.model import Capture

# So many outlets are remembered; more are asked for again, and what was learnt of so many is written down.
_HOSTS = 300


class Knowledge:
    """The habits of hosts in an archive, by the captures that come from them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._learnt: dict[str, list[Sample]] = defaultdict(list)
        self._of_host = lru_cache(maxsize=_HOSTS)(lambda host: habits.stored(store.conn, host))

    def of(self, capture: Capture) -> str | None:
        """What is known of the outlet of a capture, as JSON; None where nothing is."""
        host = _host(capture)
        return self._of_host(host) if host else None

    def learn(self, capture: Capture, sample: Sample | None) -> None:
        """Take in what a page has shown."""
        host = _host(capture)
        if sample and host:
            self._learnt[host].append(sample)
            if len(self._learnt) > _HOSTS:
                self.keep()

    def keep(self) -> None:
        """Write down what was learnt."""
        if not self._learnt:
            return
        with self._store.transaction(lasting=False) as conn:
            for host, samples in self._learnt.items():
                known = Habits.of_data(habits.get(conn, host)).with_samples(samples)
                habits.put(conn, host, known.to_data(), at=self._store.clock())
        self._learnt.clear()


def _host(capture: Capture) -> str:
    return urls.host(capture.final_url or capture.url)
