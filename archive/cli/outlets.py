"""`pressmark outlet`: the files of outlets, written, checked and listed, and what visitors may see of an outlet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path

import click

from archive import dates, outlets, text, urls
from archive.cli import registered
from archive.cli.frame import Frame, counted, print_json
from archive.cli.web import Web, goes_out
from archive.errors import NotFoundError, UsageError
from archive.fetch import Fetcher
from archive.outlets import Draft, Finding, Places
from archive.registry import Registry
from archive.scraper import FIELDS, Scraper, own_fields
from archive.store import names, visibility

_folder = click.option(
    "--scrapers",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of outlets of your own; their fixtures lie in its folder fixtures.",
)


@click.group(name="outlet")
def outlet() -> None:
    """The outlets that have a file of their own: list, write, check them; say what visitors may see.

    \b
    Example:
      pressmark outlet list
      pressmark outlet new https://example.org/news/story
      pressmark outlet check "The Example Gazette"
      pressmark outlet set hackney-gazette --access full
    """


@outlet.command(name="list")
@_folder
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_(frame: Frame, folder: Path | None, as_json: bool) -> None:
    """Every outlet that has a file, with its hosts and what the file reads itself.

    \b
    Example:
      pressmark outlet list --json
    """
    found = sorted(registered.outlets(frame, folder).scrapers, key=lambda one: one.name.casefold())
    if as_json:
        print_json([_facts(one) for one in found])
        return
    for one in found:
        click.echo(f"{one.name:<38} {', '.join(one.hosts):<34} {', '.join(own_fields(one))}".rstrip())
    frame.say(counted(len(found), "outlet"))


@outlet.command()
@click.argument("thing", metavar="URL|FILE")
@click.option("--url", help="Where a saved page was published, if it does not say so.")
@_folder
@goes_out
@click.pass_obj
def new(frame: Frame, thing: str, url: str | None, folder: Path | None, web: Web) -> None:
    """Write an outlet's file and a fixture from one page of it, and show how the page is read without them.

    The fixture has the page's markup and none of its words. Nothing is ever overwritten.

    \b
    Example:
      pressmark outlet new https://example.org/news/2022/05/story
      pressmark outlet new story.html --url https://example.org/news/2022/05/story
    """
    if url and not urls.is_web(url):
        raise UsageError(f"--url must be an http or https address, not “{url}”")
    with _fetching(frame, web) as fetcher:
        page = outlets.first_page(thing, url, fetcher, dates.now())
    made = outlets.draft(page, dates.now())
    known = registered.outlets(frame, folder).for_url(made.url)
    if known:
        raise UsageError(
            f"{known.name} has a file already, {type(known).__module__.rpartition('.')[2]}.py: change that"
        )
    places = Places.of(folder)
    written = {
        places.files / f"{made.module}.py": made.source,
        places.fixtures / f"{made.fixture}.html": made.page,
        places.fixtures / f"{made.fixture}.json": made.wanted,
    }
    places.write(written)
    _show(made)
    frame.say("\n".join(f"written: {path}" for path in written))
    frame.say(
        f"Where a line above is wrong, add a method of that name ({', '.join(FIELDS)}). Then put words of your own in "
        "the places of the fixture, and say in its .json what must come out."
    )


@outlet.command()
@click.argument("name", required=False)
@click.option("--saved", is_flag=True, help="Read fixtures and captures that are at hand; nothing is fetched.")
@click.option(
    "--pages", type=click.IntRange(0, 20), default=3, show_default=True, help="How many pages to fetch of each."
)
@_folder
@goes_out
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(
    frame: Frame, name: str | None, saved: bool, pages: int, folder: Path | None, web: Web, as_json: bool
) -> None:
    """Whether outlets' files still fit: live, or with --saved on the pages at hand.

    Live, the home page, the feeds and a few pages of an outlet are fetched, with rests between; every outlet is
    looked at where no NAME is given. With --saved, methods that change nothing are named too.

    \b
    Example:
      pressmark outlet check guardian
      pressmark outlet check --saved
    """
    chosen = _chosen(registered.outlets(frame, folder), name, reading=saved)
    told = []
    with frame.progress("checking", len(chosen)) as progress:
        for number, one in enumerate(chosen, 1):
            progress(number, one.name)
            found = _saved(frame, one, folder) if saved else _live(frame, one, pages, web)
            for finding in found:
                told.append({"outlet": one.name, **asdict(finding)})
                if not as_json:
                    mark = "ok " if finding.fine else "look"
                    click.echo(
                        f"{mark:<5} {one.name:<26} {finding.what:<8} {finding.address}  {finding.words}".rstrip()
                    )
    if as_json:
        print_json(told)
    odd = sum(not finding["fine"] for finding in told)
    frame.say(f"{counted(len(chosen), 'outlet')}, {counted(odd, 'thing')} to look at")
    sys.exit(1 if odd else 0)


@outlet.command(name="set")
@click.argument("slug")
@click.option("--access", type=click.Choice([*visibility.LEVELS, "inherit"]), help="What visitors may see.")
@click.option("--embargo-until", "embargo", metavar="DAY", help="Until then visitors see nothing; `none` ends it.")
@click.pass_obj
def set_(frame: Frame, slug: str, access: str | None, embargo: str | None) -> None:
    """Say what visitors of a public server may see of an outlet; articles may say otherwise of themselves.

    \b
    Example:
      pressmark outlet set hackney-gazette --access full
      pressmark outlet set hackney-gazette --embargo-until 2027-01-01
    """
    said: dict[str, str | None] = {"access": access} if access else {}
    if embargo:
        said["embargo_until"] = None if embargo == "none" else _day(embargo)
    if not said:
        raise UsageError("nothing to set: say --access or --embargo-until")
    with frame.open() as store, store.transaction() as conn:
        names.set_outlet(conn, text.slug(slug), **said)
    frame.say(f"{text.slug(slug)}: {', '.join(f'{name} {value}' for name, value in said.items())}")


def _facts(one: Scraper) -> dict[str, object]:
    said = {name: getattr(one, name) for name in ("hosts", "country", "feeds", "sitemaps", "sections")}
    language = one.language if isinstance(one.language, str) else None
    return {"name": one.name, "slug": text.slug(one.name), **said, "language": language, "reads": own_fields(one)}


def _chosen(registry: Registry, name: str | None, *, reading: bool) -> tuple[Scraper, ...]:
    """The outlets of that name, or all (all that read anything themselves); raises NotFoundError."""
    if name is None:
        return tuple(one for one in registry.scrapers if own_fields(one) or not reading)
    found = registry.named(name)
    if not found:
        raise NotFoundError(f"no file is for “{name}”: pressmark outlet list names those there are")
    return found


def _live(frame: Frame, one: Scraper, pages: int, web: Web) -> Iterator[Finding]:
    with _fetching(frame, web) as fetcher:
        yield from outlets.live(one, fetcher, pages=pages)


def _saved(frame: Frame, one: Scraper, folder: Path | None) -> Iterator[Finding]:
    """The findings on the outlet's fixtures, and on what the archive has of it where there is one."""
    pages = list(outlets.fixtures(Places.of(folder).fixtures, one))
    if frame.path.exists():
        with frame.open() as store:
            pages += outlets.captured(store, one)
    return outlets.saved(one, pages)


@contextmanager
def _fetching(frame: Frame, web: Web) -> Iterator[Fetcher]:
    """A fetcher by the settings of the archive, where there is one."""
    with frame.open() if frame.path.exists() else nullcontext() as store, web.fetching(store) as fetcher:
        yield fetcher


def _show(made: Draft) -> None:
    """What generic reading makes of the page, field by field, and who said it."""
    for name in ("title", "dek", "authors", "published", "modified", "section", "tags", "language", "outlet"):
        value = getattr(made.reading, name)
        shown = "; ".join(value) if isinstance(value, tuple) else value
        click.echo(f"{name:<10} {made.reading.origin.get(name, '-'):<12} {(shown or '-')[:200]}")
    origin, words = made.reading.origin.get("text", "-"), counted(text.count_words(made.reading.text), "word")
    click.echo(f"{'text':<10} {origin:<12} {words}")


def _day(given: str) -> str:
    """A day that a person typed; raises UsageError."""
    iso = dates.parse(given)
    if iso is None or dates.precision(iso) != "day":
        raise UsageError(f"“{given}” is no day: write 2027-01-01, or none")
    return iso


commands = (outlet,)
