"""Whether a page has changed, or the way it is read.

A page that is met again is compared with what was read from it before. By then an outlet's habits are known, or the
extractor is a better one, and the old page would read otherwise as well: that is no edit by the outlet. So where a page
differs from its article, the capture that the article rests on is read again first, by what is known today; that
reading is recorded as such, and what then still differs was changed by the outlet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive import evidence, urls
from archive.errors import EvidenceError
from archive.extract import Job, Readers, believable, not_an_article
from archive.ingest.knowing import Knowledge
from archive.model import Capture, Reading
from archive.store import Store, identity, shelf


def read_again(
    store: Store, capture: Capture, keys: Sequence[str], read: Reading, readers: Readers, knowledge: Knowledge
) -> Reading | None:
    """What the earlier capture of an article says today; None where there is none, or nothing to be explained."""
    known = identity.find(store.conn, keys, capture.url)
    if known is None or identity.rests_on(store.conn, known, capture.body_sha256):
        return None
    version = shelf.article(store.conn, known).version
    standing, capture_id = version.reading, version.capture_id
    if capture_id is None or all(getattr(standing, name) == getattr(read, name) for name in ("title", "text")):
        return None
    kept = shelf.capture(store.conn, capture_id)
    if kept is None or kept.evidence == "row":
        return None
    try:
        old = evidence.capture(store.evidence_folder, kept)
    except EvidenceError:
        return None
    (answer,) = readers.read([Job(0, old, knowledge.of(old))])
    if answer.reading is None or not_an_article(answer.reading):
        return None
    return replace(
        believable(answer.reading, old),
        canonical_url=identity.own_canonical(answer.reading, old),
        outlet=answer.reading.outlet or urls.host(old.url) or standing.outlet,
    )
