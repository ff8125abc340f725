"""`pressmark source`: where an archive collects from, and how it fares there."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import click

from archive import urls, watch
from archive.cli import fares
from archive.cli.frame import Frame, checked_date, counted, print_json
from archive.cli.registered import further, outlets
from archive.cli.web import Web, goes_out, polite
from archive.errors import FetchError, InputError, UsageError
from archive.fetch import Fetcher
from archive.registry import Registry
from archive.sources import opml
from archive.sources.named import Named
from archive.store import Store, config, health, sources
from archive.watch import Find, Machine


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is wished for of all that is found: which kind, from when to when, and what it is to be called."""

    name: str | None
    outlet: str | None
    kind: str | None
    since: str | None
    until: str | None

    @classmethod
    def of(cls, said: Mapping[str, str | None], *, wayback: bool) -> Self:
        """What options say, checked; raises UsageError."""
        wish = cls(**said)
        if (wish.since or wish.until) and not wayback:
            raise UsageError("--from and --to are of copies in the Wayback Machine: say --wayback too")
        since, until = (checked_date(one) if one else None for one in (wish.since, wish.until))
        return replace(wish, since=since, until=until)


@click.group()
def source() -> None:
    """Feeds, sitemaps, section pages and outlets to collect from.

    \b
    Example:
      pressmark source add https://example.org/
      pressmark source list
      pressmark source health
    """


@source.command()
@click.argument("places", nargs=-1, required=True, metavar="URL|FILE.opml...")
@click.option("--name", help="What to call it, for one source.")
@click.option("--outlet", help="Who publishes its articles, where they do not say so.")
@click.option("--all", "kind", flag_value="all", help="Of an outlet: everything that was found.")
@click.option("--feeds", "kind", flag_value="feed", help="Of an outlet: its feeds.")
@click.option("--sitemaps", "kind", flag_value="sitemap", help="Of an outlet: its sitemaps, with all they hold.")
@click.option("--section", "kind", flag_value="section", help="Of an outlet: the links of its front page.")
@click.option("--wayback", is_flag=True, help="Copies in the Wayback Machine, instead of the site itself.")
@click.option("--from", "since", help="Copies from this day, month or year on (with --wayback).")
@click.option("--to", "until", help="Copies up to this day, month or year (with --wayback).")
@click.option("--dry-run", is_flag=True, help="Only say what is there and what would be collected.")
@further
@polite
@goes_out
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_obj
def add(
    frame: Frame,
    /,
    places: tuple[str, ...],
    wayback: bool,
    dry_run: bool,
    scrapers: Path | None,
    web: Web,
    as_json: bool,
    **said: str | None,
) -> None:
    """Say what an address is and what it would give, and collect from it from now on.

    Of an outlet's front page its feeds and news sitemaps are taken, before all those that its file in scrapers/ names;
    where there are none its sitemaps, and else the links of the page itself. An address that ends in / or * stands
    with --wayback for everything under it.

    \b
    Example:
      pressmark source add https://example.org/
      pressmark source add https://example.org/rss --dry-run
      pressmark source add subscriptions.opml
      pressmark source add https://example.org/news/ --wayback --from 2019 --to 2020-06
    """
    wish = _Wish.of(said, wayback=wayback)
    registry = outlets(frame, scrapers)
    told, failures = list[tuple[Find, str]](), list[str]()
    store = None if dry_run and not frame.path.exists() else frame.open(create=not dry_run)
    with store or nullcontext(), web.reaching(store) as (fetcher, machine):
        for place in places:
            try:
                finds = _found(frame, fetcher, place, registry, (machine, wish.since, wish.until) if wayback else None)
            except (FetchError, InputError) as error:
                failures.append(f"{place}: {error}")
                continue
            told += [(one, _taken(one, wish, None if dry_run else store, alone=len(finds) == 1)) for one in finds]
    fares.print_found(told, failures, as_json=as_json)
    sys.exit(1 if failures else 0)


def _found(
    frame: Frame,
    fetcher: Fetcher,
    place: str,
    registry: Registry,
    past: tuple[Machine, str | None, str | None] | None,
) -> tuple[Find, ...]:
    """What there is at one place: in a list of feeds, in the Wayback Machine for its `past`, or on the web."""
    if not urls.is_web(place):
        path = Path(place).expanduser()
        if not path.is_file():
            raise InputError("it is neither an http or https address nor a file that lists feeds (OPML)")
        listed = opml.parse(path.read_bytes(), place)
        return tuple(Find("feed", one.url, one.name or urls.host(one.url), Named(), place) for one in listed)
    if past:
        return (watch.copies_of(place, *past),)
    return watch.look_at(place, fetcher, registry.for_url, frame.say)


def _taken(find: Find, wish: _Wish, store: Store | None, *, alone: bool) -> str:
    """Store what was found where it is wished for; in a word, what became of it."""
    if not (find.advised if wish.kind is None or alone else wish.kind in {"all", find.kind}):
        return "left out"
    if store is None:
        return "would add"
    span = {"since": wish.since, "until": wish.until} if find.kind == "wayback" else {}
    name, at = wish.name or find.name, store.clock()
    with store.transaction() as conn:
        stored, new = sources.add(conn, find.kind, find.url, name=name, outlet=wish.outlet, at=at, **span)
    return f"added as {stored.id}" if new else f"known as {stored.id}"


@source.command(name="list")
@click.option("--opml", "as_opml", is_flag=True, help="The feeds, as readers of feeds take them.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_(frame: Frame, as_opml: bool, as_json: bool) -> None:
    """What the archive collects from.

    \b
    Example:
      pressmark source list
      pressmark source list --opml > feeds.opml
    """
    with frame.open() as store:
        known = sources.everything(store.conn)
        title = config.get(store.conn, "title") or "Pressmark"
    if as_opml:
        feeds = (opml.Outline(one.url, one.name) for one in known if one.kind == "feed")
        click.echo(opml.write(feeds, title).decode(), nl=False)
    elif as_json:
        print_json([fares.facts(one) for one in known])
    else:
        for one in known:
            click.echo(f"{one.id:>4}  {one.kind:<8} {one.name}\n      {one.url}")
        click.echo(counted(len(known), "source"))


@source.command()
@click.argument("words", nargs=-1, required=True, metavar="NUMBER|URL|NAME...")
@click.pass_obj
def remove(frame: Frame, words: tuple[str, ...]) -> None:
    """Collect no more from sources; what came from them stays.

    \b
    Example:
      pressmark source remove 3
    """
    with frame.open() as store:
        for word in words:
            meant = sources.chosen(store.conn, [word])
            if len(meant) > 1:
                raise UsageError(f"“{word}” fits {counted(len(meant), 'source')}: name one by its number")
            with store.transaction() as conn:
                sources.remove(conn, meant[0].id, at=store.clock())
            click.echo(f"removed   {meant[0].id}  {meant[0].name}  {meant[0].url}")


@source.command(name="health")
@click.option("--months", default=6, show_default=True, type=click.IntRange(1), help="How many months of each source.")
@click.option("--json", "as_json", is_flag=True, help="All months and gaps as JSON.")
@click.pass_obj
def health_(frame: Frame, months: int, as_json: bool) -> None:
    """What came from each source month by month, why the rest did not, and when nobody looked.

    \b
    Example:
      pressmark source health
    """
    with frame.open() as store:
        found = health.by_month(store.conn)
        gaps = health.gaps(store.conn, "", store.clock())
    if as_json:
        print_json({"sources": [fares.whole(one) for one in found], "gaps": [fares.gap(one) for one in gaps]})
    else:
        fares.print_health(found, gaps, months)


commands = (source,)
