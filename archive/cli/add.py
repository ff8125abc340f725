"""`pressmark add`: archive anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from archive import ingest, sources, urls, watch
from archive.cli.frame import Frame, checked_date, quietly
from archive.cli.registered import further, outlets
from archive.cli.telling import Telling
from archive.cli.web import Web, goes_out
from archive.errors import InputError, UsageError
from archive.extract.worker import Pool
from archive.fetch import Fetch
from archive.model import Given, Item
from archive.store import identity


@click.command()
@click.argument("things", nargs=-1, required=True, metavar="THING...")
@click.option("--title", help="The headline, for one thing.")
@click.option("--published", help="When it was published: 2022, 2022-05, 2022-05-16 or with an hour.")
@click.option("--outlet", help="Who published it.")
@click.option("--url", help="Where it was published, for one thing.")
@click.option("--author", "authors", multiple=True, help="A name of the byline; may be repeated.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be repeated.")
@click.option("--by", help="Who says so (kept with the correction).")
@further
@click.option("--wayback", is_flag=True, help="Pages that are gone, as the Wayback Machine last had them.")
@goes_out
@click.option(
    "--in-place", is_flag=True, help="Leave WARC files where they are: the archive then relies on them there."
)
@click.option("--json", "as_json", is_flag=True, help="Print what became of every input as JSON.")
@quietly
@click.pass_obj
def add(
    frame: Frame,
    /,
    things: tuple[str, ...],
    scrapers: Path | None,
    wayback: bool,
    web: Web,
    in_place: bool,
    as_json: bool,
    **said: object,
) -> None:
    """Archive addresses, saved pages, web archives, texts, tables and folders of them; `-` is standard input.

    What a page or file does not say may be said with options, or in a CSV beside a folder with a column `file`.
    Said of one thing it corrects what was read; said of several it fills what they lack.

    \b
    Example:
      pressmark add letters/
      pressmark add https://example.org/news/2022/05/story
      pressmark add crawl.warc.gz collection.wacz
      pressmark add https://example.org/news/2009/gone --wayback
      pressmark add statement.txt --published 2022-05-16 --outlet "Hackney Citizen"
      zcat articles.jsonl.gz | pressmark add -
    """
    given = _given(things, said)
    create = any(not _is_path(thing) or Path(thing).expanduser().exists() for thing in things)
    if not create and not frame.path.exists():
        raise InputError(f"{', '.join(things)}: there is no such file or folder")
    outlets(frame, scrapers)  # says what is wrong with them, once
    with frame.open(create=create) as store, Telling(frame, as_json=as_json) as telling:
        with web.reaching(store) as (plain, machine), Pool(scrapers) as readers:
            rescuer = watch.Rescuer(plain, machine, lambda url: identity.last_seen(store.conn, url))
            fetcher: Fetch = rescuer if wayback else plain
            items = _items(things, given, store.clock())
            report = ingest.add(
                store, items, fetcher, told=telling.told, noted=telling.noted, readers=readers, in_place=in_place
            )
        telling.end(report)
    sys.exit(1 if report.failed else 0)


def _items(things: tuple[str, ...], given: Given, at: str) -> Iterator[Item]:
    for thing in things:
        yield from sources.look(thing, given, at=at, stdin=sys.stdin.buffer)


def _is_path(thing: str) -> bool:
    return thing != "-" and "://" not in thing


def _given(things: tuple[str, ...], said: dict[str, object]) -> Given:
    """What the options say, checked; raises UsageError."""
    one = len(things) == 1 and not (_is_path(things[0]) and Path(things[0]).expanduser().is_dir())
    for name in ("title", "url"):
        if said[name] and not one:
            raise UsageError(f"--{name} is said of one thing; name the others in a CSV beside the folder")
    published = said["published"] and checked_date(str(said["published"]))
    if said["url"] and not urls.is_web(str(said["url"])):
        raise UsageError(f"--url must be an http or https address, not “{said['url']}”")
    fields = {name: said[name] or None for name in ("title", "outlet", "url", "by")}
    return Given(**fields, published=published or None, authors=said["authors"], tags=said["tags"], firm=one)  # type: ignore[arg-type]


commands = (add,)
