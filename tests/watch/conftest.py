"""A site on loopback under any names, an archive whose clock is set by the test, and rounds over the one into the other."""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from archive import ingest
from archive.fetch import Fetcher
from archive.registry import Registry
from archive.store import open_archive, sources
from archive.watch import Machine, Round, Wishes
from tests.hostile.site import framed, html, standing

STORY = (
    "The tram depot on Harbour Street closes on Friday, the council said on Monday after a meeting of two hours.",
    "Drivers and their families had asked for another year, and say that nobody had told them of the vote.",
    "A spokeswoman for the council said that the decision was final and that all drivers would be offered work.",
)


def page(title, story=STORY, *, before="", after=""):
    """An article as an outlet may send it."""
    paragraphs = "".join(f"<p>{one}</p>" for one in story)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>"
        '<meta property="article:published_time" content="2026-02-28T09:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{before}{paragraphs}</article>{after}</body></html>"
    )


def tagged(body, *lines):
    """An answer that gives its page once, and says then that nothing has changed."""
    sent = body.encode() if isinstance(body, str) else body
    tag = f'"{hashlib.sha256(sent).hexdigest()[:8]}"'

    def answer(headers, _stopped):
        if headers.get("if-none-match") == tag:
            return [framed(b"", f"ETag: {tag}", status="304 Not Modified")]
        return [html(sent, f"ETag: {tag}", *lines)]

    return answer


def rss(*links):
    """A feed of these addresses, or of pairs of address and date."""
    pairs = [one if isinstance(one, tuple) else (one, "") for one in links]
    items = "".join(
        f"<item><title>Item {number}</title><link>{link}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>"
        for number, (link, date) in enumerate(pairs)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>{items}</channel></rss>'


def urlset(*links):
    """A sitemap of these addresses, or of pairs of address and lastmod."""
    return _listed("urlset", "url", links)


def index(*links):
    """An index of these sitemaps."""
    return _listed("sitemapindex", "sitemap", links)


def _listed(root, element, links):
    pairs = [one if isinstance(one, tuple) else (one, "") for one in links]
    inside = "".join(
        f"<{element}><loc>{link}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</{element}>"
        for link, date in pairs
    )
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</{root}>'


NOBODY = Registry()


@dataclass
class Done:
    """What a round did: its results by address, its remarks, and itself."""

    round: Round
    ended: bool = False
    results: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)

    def outcomes(self):
        return {url.partition("://")[2]: result.outcome for url, result in self.results.items()}

    def whys(self):
        return {url.partition("://")[2]: result.why for url, result in self.results.items()}


class World:
    """The site, the archive and the moment."""

    def __init__(self, site, path):
        self.site = site
        self.now = "2026-03-01T12:00:00Z"
        self.store = open_archive(path, create=True, clock=lambda: self.now)

    def source(self, url, kind="feed", **more):
        with self.store.transaction() as conn:
            return sources.add(conn, kind, url, name=more.pop("name", url), at=self.now, **more)[0]

    @contextmanager
    def fetcher(self):
        with Fetcher(
            clock=lambda: self.now, allow_private=[self.site.address], resolve=self.site.resolve, delay=0
        ) as fetcher:
            yield fetcher

    def collect(self, *, at=None, stop_after=0, scraper_for=NOBODY.for_url, **wishes):
        """A round, stopped after so many answers; the site forgets what it was asked before."""
        self.now = at or self.now
        self.site.asked.clear()
        stopped = (lambda: len(self.site.paths()) >= stop_after) if stop_after else (lambda: False)
        service = wishes.pop("service", None)
        with self.fetcher() as fetcher:
            chosen = sources.everything(self.store.conn)
            more = {"machine": Machine(fetcher, service)} if service else {}
            round_ = Round(self.store, fetcher, chosen, scraper_for, wishes=Wishes(**wishes), stopped=stopped, **more)
            done = Done(round_)

            def told(result):
                round_.told(result)
                done.results[result.input] = result

            def noted(note):
                done.notes.append(f"{note.input}: {note.text}")

            ingest.add(self.store, round_.items(), round_, scraper_for, told, noted)
            done.ended = round_.end()
        return done

    def count(self, table, where="1"):
        return self.store.conn.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]


@pytest.fixture
def world(tmp_path):
    with standing({}) as site:
        made = World(site, tmp_path / "archive.db")
        yield made
        made.store.close()
