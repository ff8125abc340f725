"""`pressmark demo`: the whole way of an article, from a news site to a citation, on invented outlets."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from archive import cite, dates, shipped
from archive.cli import demo_site, rounds, search, serve
from archive.cli.frame import Frame, counted, quietly
from archive.extract.worker import Pool
from archive.fetch import Fetcher
from archive.registry import Registry
from archive.store import Store, config, open_archive, shelf, sources, stats
from archive.watch import Round, Wishes


@click.command()
@click.option("--no-serve", is_flag=True, help="Stop after a sample search and citation.")
@click.option("--port", default=serve.PORT, show_default=True, help="Where the reading room listens.")
@quietly
@click.pass_obj
def demo(frame: Frame, no_serve: bool, port: int) -> None:
    """Collect a made-up news site over real HTTP, search it, cite it, and open its archive.

    It works in a database of its own and never touches yours.

    \b
    Example:
      pressmark demo
      pressmark demo --no-serve
    """
    frame = Frame(_fresh_database(), quiet=frame.quiet)
    with frame.open(create=True) as store:
        with demo_site.standing(shipped.path("demo")) as site:
            click.echo(f"1. A made-up news site stands at 127.0.0.1:{site.port}: “{site.about['title']}”")
            _describe(store, site)
            for site.edition in (1, 2):
                what = "First round" if site.edition == 1 else "Second round, after some outlets changed their pages"
                click.echo(f"{site.edition + 1}. {what}")
                _collect(frame, store, site)
        _show(store, site.about["sample"]["query"])
    click.echo(f"\nThe archive is {frame.path}")
    if not no_serve:
        serve.run(frame.path, "127.0.0.1", port)


def _fresh_database() -> Path:
    """The demo's own place, emptied of an earlier demo: `data/demo.db` in a checkout, else a temporary folder."""
    root = shipped.checkout()
    if root is None:
        return Path(tempfile.mkdtemp(prefix="pressmark-demo-")) / "demo.db"
    path = root / "data" / "demo.db"
    if path.exists():
        open_archive(path).close()  # refuses a file that is not ours
    for old in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", ".lock"))):
        old.unlink(missing_ok=True)
    shutil.rmtree(path.with_name("demo-warcs"), ignore_errors=True)
    return path


def _describe(store: Store, site: demo_site.Site) -> None:
    with store.transaction() as conn:
        config.put(conn, "title", site.about["title"])
        config.put(conn, "keeper", site.about["keeper"])
        config.put(conn, "licence", "Fiction, written for Pressmark; Apache-2.0")
        for one in site.about["sources"]:
            name = next(outlet["name"] for outlet in site.about["outlets"] if outlet["host"] in one["url"])
            sources.add(conn, one["kind"], one["url"], name=name, at=store.clock())


def _collect(frame: Frame, store: Store, site: demo_site.Site) -> None:
    """A round over the site; in the second edition every page is looked at again, though hours are yet to pass."""
    registry = Registry.found()
    chosen = sources.everything(store.conn)
    wishes = Wishes(again=site.edition > 1)
    with Fetcher(clock=dates.now, allow_private=True, resolve=site.resolve, delay=0) as fetcher, Pool() as readers:
        round_ = Round(store, fetcher, chosen, registry.for_url, wishes=wishes)
        ended = rounds.run(frame, store, round_, readers, listed=False)
        rounds.report(round_, ended=ended)


def _show(store: Store, query: str) -> None:
    click.echo(f"4. In the archive: {counted(stats.totals(store.conn)['articles'], 'article')}")
    for row in stats.outlets(store.conn):
        click.echo(f"     {row['articles']:>3}  {row['name']}  ({row['first']} to {row['last']})")
    click.echo(f"\n5. pressmark search {query}\n")
    hits = search.print_page(store, query, limit=3)
    if hits:
        article = shelf.article(store.conn, hits[0].article_id)
        citation = cite.of(article, base_url=None, accessed=dates.now()[:10])
        click.echo(f"6. pressmark cite {article.id}\n\n{cite.plain(citation)}")


commands = (demo,)
