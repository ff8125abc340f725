"""From what was kept to what it says: readers answer in any order, and readings leave in the order of arrival.

What needs no reading (a refusal, an answer that is no success, a page that has not changed, a table's row) passes
through. A stretch of work ends when enough of that has gathered, or has waited long enough, so that what is held is
bounded and what is known is soon recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from archive import whys
from archive.extract import Job, Readers, believable, not_an_article
from archive.ingest import earlier, together
from archive.ingest.arriving import Arrival
from archive.ingest.keeping import Kept
from archive.ingest.knowing import Knowledge
from archive.model import Reading, Why
from archive.store import Store, identity
from archive.store.newcomers import Newcomer

STRETCH_ITEMS = 500
STRETCH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A kept arrival, read or refused; `canonical` is the address that it may be believed to give itself.

    `before` is what the capture that its article rests on says today, `newcomer` the article that a table's row becomes
    if it is new.
    """

    kept: Kept
    reading: Reading | None = None
    canonical: str | None = None
    keys: tuple[str, ...] = ()
    refused: str | None = None
    why: Why = "ok"
    before: Reading | None = None
    newcomer: Newcomer | None = None

    @property
    def arrival(self) -> Arrival:
        """What arrived."""
        return self.kept.arrival


@dataclass(slots=True)
class _Stretch:
    """Work that is handed to the readers together, and what came of it, by its number in the order of arrival."""

    next: int = 0
    asked: dict[int, Kept] = field(default_factory=dict)
    done: dict[int, Prepared] = field(default_factory=dict)

    def in_order(self) -> Iterator[Prepared]:
        while self.next in self.done:
            yield self.done.pop(self.next)
            self.next += 1


def read(
    store: Store, kept: Iterable[Kept], readers: Readers, knowledge: Knowledge, monotonic: Callable[[], float]
) -> Iterator[Prepared]:
    """Have everything read that needs it; `monotonic` gives seconds."""
    source = enumerate(kept)
    more = True

    def jobs(stretch: _Stretch) -> Iterator[Job]:
        nonlocal more
        passed, since = 0, monotonic()
        for number, one in source:
            prepared = _without_reading(one) or _known(store, one)
            if prepared is None and one.arrival.capture:
                stretch.asked[number] = one
                yield Job(number, one.arrival.capture, knowledge.of(one.arrival.capture))
                continue
            stretch.done[number] = prepared or Prepared(one)
            passed += 1
            if passed >= STRETCH_ITEMS or monotonic() - since >= STRETCH_SECONDS:
                return
        more = False

    stretch = _Stretch()
    while more:
        for answer in readers.read(jobs(stretch)):
            one = stretch.asked.pop(answer.key)
            if one.arrival.capture:
                knowledge.learn(one.arrival.capture, answer.sample)
            prepared = _prepared(one, answer.reading, answer.refused, answer.why)
            if prepared.reading and not prepared.refused and one.arrival.capture:
                told = (one.arrival.capture, prepared.keys, prepared.reading)
                prepared = replace(prepared, before=earlier.read_again(store, *told, readers, knowledge))
            stretch.done[answer.key] = prepared
            yield from stretch.in_order()
        yield from stretch.in_order()


def _without_reading(one: Kept) -> Prepared | None:
    """What is known of an arrival without looking into it; None where it has to be read."""
    arrival, capture = one.arrival, one.arrival.capture
    if capture is None or arrival.refused is not None:
        return Prepared(one, refused=arrival.refused, why=arrival.why or "unreadable")
    if capture.status == 304:
        return Prepared(one, keys=tuple(identity.keys(capture, None, None)), why="unchanged")
    if capture.status is not None and not 200 <= capture.status < 300:
        why = whys.of_status(capture.status)
        return Prepared(one, refused=f"{why} (HTTP {capture.status})", why=why)
    return _prepared(one, arrival.reading, None, None) if arrival.reading else None


def _known(store: Store, one: Kept) -> Prepared | None:
    """A page whose very bytes its article rests on: reading them again is for `pressmark reread`, not for a visit."""
    capture = one.arrival.capture
    if capture is None or capture.evidence != "fetched" or one.arrival.given.said():
        return None
    keys = tuple(identity.keys(capture, None, None))
    known = identity.find(store.conn, keys, capture.url)
    if known is None or not identity.rests_on(store.conn, known, capture.body_sha256):
        return None
    return Prepared(_lighter(one), keys=keys, why="unchanged")


def _prepared(one: Kept, found: Reading | None, refused: str | None, why: Why | None) -> Prepared:
    capture = one.arrival.capture
    if found is None or capture is None:
        return Prepared(_lighter(one), refused=refused, why=why or "unreadable")
    reason = not_an_article(found)
    if reason and not one.arrival.reading:
        return Prepared(_lighter(one), found, refused=reason, why=whys.of_flags(found.flags, "not an article"))
    canonical = identity.own_canonical(found, capture)
    keys = tuple(identity.keys(capture, canonical, one.arrival.given.url))
    believed = believable(found, capture)
    new = together.ready(believed, capture, one.arrival.given, canonical, keys) if capture.evidence == "row" else None
    return Prepared(_lighter(one), believed, canonical, keys, why=whys.of_flags(believed.flags), newcomer=new)


def _lighter(one: Kept) -> Kept:
    """An arrival without its bytes, which are kept and were read."""
    capture = one.arrival.capture
    if capture is None or not capture.body:
        return one
    return replace(one, arrival=replace(one.arrival, capture=replace(capture, body=b"")))
