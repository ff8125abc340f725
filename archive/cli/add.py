"""`pressmark add`: archive anything."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import click

from archive import dates, ingest, sources, urls
from archive.cli.frame import Frame, checked_date
from archive.errors import UsageError
from archive.fetch import Fetcher
from archive.model import Given, Item, Note, Result
from archive.registry import Registry
from archive.store import config

# How many results are told one by one; a longer run is told by its numbers, and by every failure.
_LISTED = 12


@click.command()
@click.argument("things", nargs=-1, required=True, metavar="THING...")
@click.option("--title", help="The headline, for one thing.")
@click.option("--published", help="When it was published: 2022, 2022-05, 2022-05-16 or with an hour.")
@click.option("--outlet", help="Who published it.")
@click.option("--url", help="Where it was published, for one thing.")
@click.option("--author", "authors", multiple=True, help="A name of the byline; may be repeated.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be repeated.")
@click.option("--by", help="Who says so (kept with the correction).")
@click.option(
    "--scrapers", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A folder of further outlets."
)
@click.option("--allow-private", is_flag=True, help="Fetch from loopback and private addresses too.")
@click.option("--json", "as_json", is_flag=True, help="Print what became of every input as JSON.")
@click.option("--quiet", is_flag=True, help="No progress and no remarks.")
@click.pass_obj
def add(
    frame: Frame,
    /,
    things: tuple[str, ...],
    scrapers: Path | None,
    allow_private: bool,
    as_json: bool,
    quiet: bool,
    **said: object,
) -> None:
    """Archive addresses, saved pages, texts, tables and folders of them; `-` is standard input.

    What a page or file does not say may be said with options, or in a CSV beside a folder with a column `file`.
    Said of one thing it corrects what was read; said of several it fills what they lack.

    \b
    Example:
      pressmark add letters/
      pressmark add https://example.org/news/2022/05/story
      pressmark add statement.txt --published 2022-05-16 --outlet "Hackney Citizen"
      zcat articles.jsonl.gz | pressmark add -
    """
    frame = Frame(frame.path, quiet=frame.quiet or quiet)
    given = _given(things, said)
    missing = [thing for thing in things if _is_path(thing) and not Path(thing).expanduser().exists()]
    create = len(missing) < len(things)
    if not create and not frame.path.exists():
        for thing in missing:
            click.echo(f"{thing}: there is no such file or folder", err=True)
        sys.exit(1)
    with frame.open(create=create) as store, _Telling(frame, as_json=as_json) as telling:
        registry = Registry.found(scrapers)
        for problem in registry.problems:
            frame.say(f"{problem.file}: {problem.reason}")
        with Fetcher(
            clock=dates.now, allow_private=allow_private, contact=config.get(store.conn, "contact")
        ) as fetcher:
            report = ingest.add(
                store,
                _items(things, given, store.clock()),
                fetcher=fetcher,
                scraper_for=registry.for_url,
                told=telling.told,
                noted=telling.noted,
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


class _Telling:
    """Says what happens: lines for a person, one JSON object for a script, written as results arrive."""

    def __init__(self, frame: Frame, *, as_json: bool) -> None:
        self._frame = frame
        self._as_json = as_json
        self._results = 0
        self._listed: list[Result] = []
        self._progress = frame.progress("adding")

    def __enter__(self) -> Self:
        self._update = self._progress.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.__exit__(*error)  # type: ignore[arg-type]

    def noted(self, note: Note) -> None:
        self._frame.say(f"{note.input}: {note.text}")

    def told(self, result: Result) -> None:
        self._results += 1
        self._update(self._results, Path(result.input).name[-40:])
        if result.outcome == "rejected" or (result.outcome == "skipped" and not self._frame.quiet):
            click.echo(f"{result.input}: {result.reason}", err=True)
        if self._as_json:
            click.echo('{"inputs": [' if self._results == 1 else ",")
            click.echo(json.dumps(_row(result), ensure_ascii=False), nl=False)
        elif len(self._listed) <= _LISTED:
            self._listed.append(result)

    def end(self, report: ingest.Report) -> None:
        """The report: numbers always, and every article where they are few."""
        names = ("added", "changed", "unchanged", "rejected", "skipped")
        if self._as_json:
            click.echo("], " if self._results else '{"inputs": [], ', nl=False)
            click.echo(json.dumps({"batch": report.batch, **{name: report.counts[name] for name in names}})[1:])
            return
        if len(self._listed) <= _LISTED:
            for result in self._listed:
                if result.article is not None:
                    flags = f"  ({', '.join(result.flags)})" if result.flags else ""
                    click.echo(f"{result.outcome:<9} {result.article}  v{result.version}  {result.input}{flags}")
        click.echo(
            " · ".join(f"{report.counts[name]:,} {name}" for name in names if report.counts[name] or name == "added")
        )
        if report.flags:
            click.echo("flagged: " + ", ".join(f"{count:,} {flag}" for flag, count in report.flags.most_common()))


def _row(result: Result) -> dict[str, object]:
    return {
        "input": result.input,
        "outcome": result.outcome,
        "reason": result.reason,
        "article": result.article,
        "version": result.version,
        "flags": list(result.flags),
    }


commands = (add,)
