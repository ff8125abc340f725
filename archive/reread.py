"""Reading again what was captured long ago, with the extractor, the scrapers and the habits of today.

A capture that reads otherwise by now gives its article a version marked as such (`vN.M`, cause `reread`); the outlet's
own edits, what people said, and every text that was ever cited stay as they are. First the habits of each outlet are
learnt from its newest articles, then every article is read. A run that is stopped is gone on with by the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, get_args

from archive import evidence, urls
from archive.edition import edition
from archive.errors import EvidenceError, InputError
from archive.extract import Habits, believable, learn, not_an_article, page_of
from archive.extract.habits import MAX_SAMPLES
from archive.model import Capture, Reading
from archive.page import Page
from archive.store import Store, articles, habits, identity, shelf

# How one capture is read; raises InputError where it cannot be.
Read = Callable[[Capture, Habits | None], Reading]

_BATCH = 50
_HOSTS = 200


# `left` is an article whose capture has no bytes here, or shows no article any more; what `failed` could not be read.
Outcome = Literal["changed", "unchanged", "left", "failed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one article: its version by now, and why it was left where it could not be read."""

    article: int
    outcome: Outcome
    version: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class Report:
    """What a run did: how many articles had which outcome, and of how many hosts the habits were learnt."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    hosts: int = 0


def reread(
    store: Store, read: Read, outlet: str | None = None, told: Callable[[Reread], None] = lambda _one: None
) -> Report:
    """Read all articles again, or those of the outlet with that slug; raises NotFoundError.

    `told` hears of every article. Rows of tables have no bytes of their own and are left out.
    """
    report, scope, reader = Report(), outlet or "", edition()
    outlets = habits.outlet_ids(store.conn, outlet)
    after = habits.progress(store.conn, scope, reader)
    if not after:
        report.hosts = sum(_learn(store, one) for one in outlets)
    known = lru_cache(maxsize=_HOSTS)(lambda host: Habits.of_data(habits.get(store.conn, host)))
    for together in habits.resting(store.conn, outlets[0] if outlet else None, after, _BATCH):
        answers = [(one[0], _read(store, read, known, one)) for one in together]
        with store.transaction() as conn:
            found = [one if isinstance(one, Reread) else _record(store, article, *one) for article, one in answers]
            habits.note_progress(conn, scope, reader, together[-1][0])
        for one in found:
            report.counts[one.outcome] += 1
            told(one)
    with store.transaction() as conn:
        habits.note_progress(conn, scope, reader, None)
    return report


def _learn(store: Store, outlet_id: int) -> int:
    """Learn the habits of an outlet's hosts anew, and keep them; how many hosts there are."""
    newest = habits.newest_by_host(store.conn, outlet_id, MAX_SAMPLES)
    for host, captures in newest.items():
        learnt = learn(_pages(store, reversed(captures)))
        with store.transaction() as conn:
            habits.put(conn, host, learnt.to_data(), at=store.clock())
    return len(newest)


def _pages(store: Store, captures: Iterable[int]) -> Iterator[Page]:
    for capture_id in captures:
        kept = shelf.capture(store.conn, capture_id)
        try:
            page = page_of(evidence.capture(store.evidence_folder, kept)) if kept else None
        except EvidenceError:
            continue
        if page:
            yield page


def _read(
    store: Store, read: Read, known: Callable[[str], Habits], resting: habits.Resting
) -> tuple[Capture, Reading] | Reread:
    """What the capture of an article says by now; or that it says nothing, which changes nothing."""
    article, capture_id = resting
    kept = shelf.capture(store.conn, capture_id)
    if kept is None or kept.evidence == "row":
        return Reread(article, "left", reason="it is the row of a table, whose bytes are not kept")
    try:
        capture = evidence.capture(store.evidence_folder, kept)
        reading = read(capture, known(urls.host(capture.final_url or capture.url)))
    except (EvidenceError, InputError) as error:
        return Reread(article, "failed", reason=str(error))
    reason = not_an_article(reading)
    return Reread(article, "left", reason=reason) if reason else (capture, reading)


def _record(store: Store, article: int, capture: Capture, reading: Reading) -> Reread:
    """Record a reading as one of the same edit."""
    row = articles.latest(store.conn, article)
    believed = replace(
        believable(reading, capture),
        canonical_url=identity.own_canonical(reading, capture),
        outlet=reading.outlet or urls.host(capture.url) or row["outlet"],
    )
    found = articles.record(
        store.conn,
        believed,
        keys=(),
        capture_id=row["capture_id"],
        url=None,
        at=capture.captured_at,
        cause="reread",
        known=article,
    )
    return Reread(article, "unchanged" if found.outcome == "unchanged" else "changed", found.label)
