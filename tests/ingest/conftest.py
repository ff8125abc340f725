"""Pages as they are fetched, and runs that take them in."""

import hashlib

from archive import ingest
from archive.model import Capture, Found

AT = "2026-03-01T12:00:00Z"
WORDS = (
    "The tram depot on Harbour Street closes on Friday, the council said after a meeting of two hours.\n\nMore on it: "
)


def fetched(url, body=None, **named):
    body = (WORDS + url).encode() if body is None else body
    facts = {
        "url": url,
        "final_url": url,
        "captured_at": AT,
        "media_type": "text/plain",
        "body": body,
        "source": "feed:F",
    }
    facts |= {"body_sha256": hashlib.sha256(body).hexdigest(), "evidence": "fetched", "status": 200}
    return Found(url, Capture(**facts | named))


def urls(count):
    return [f"https://courier.example/{number}" for number in range(count)]


def count(store, table):
    return store.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def run(store, items, **named):
    results = []
    report = ingest.add(store, items, None, told=results.append, **named)
    return report, results
