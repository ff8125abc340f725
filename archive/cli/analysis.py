"""`concordance`, `trends`, `keyness` and `collocates`: what a search says when it is counted."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import click

from archive.cli.frame import Frame, WordsCommand, counted, joined, print_json
from archive.export import picture
from archive.search import Fts5, Request, parse
from archive.search.concordance import MOST_LINES, Concordance, Line
from archive.search.concordance import concordance as concord
from archive.search.keyness import Keyness, Keyword
from archive.search.keyness import collocates as near
from archive.search.keyness import keyness as key
from archive.search.trends import STEPS, Step, Trends
from archive.search.trends import trends as compare

_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_csv = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
_BLOCKS = " ▁▂▃▄▅▆▇█"


@click.command(cls=WordsCommand)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("--sort", "order", type=click.Choice(["newest", "left", "right"]), default="newest", show_default=True)
@click.option("--limit", type=click.IntRange(1, MOST_LINES), default=100, show_default=True, help="Lines.")
@_json
@_csv
@click.pass_obj
def concordance(frame: Frame, words: tuple[str, ...], order: Any, limit: int, as_json: bool, as_csv: bool) -> None:
    """Every place where the words stand, with what goes before and after them.

    \b
    Example:
      pressmark concordance immigration raid --sort right
    """
    with frame.open() as store:
        found = concord(store.conn, Fts5(store.conn), _asked(joined(words)), order=order, limit=limit)
    if as_json:
        print_json(asdict(found))
    elif as_csv:
        _write([field.name for field in fields(Line)], (asdict(line).values() for line in found.lines))
    else:
        _print_lines(frame, found)


@click.command(cls=WordsCommand)
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@click.option("--by", type=click.Choice(STEPS), default="month", show_default=True)
@click.option("--png", type=click.Path(path_type=Path, dir_okay=False), help="Draw them into this file.")
@_json
@_csv
@click.pass_obj
def trends(frame: Frame, queries: tuple[str, ...], by: Step, png: Path | None, as_json: bool, as_csv: bool) -> None:
    """Searches over time, each argument one search: counts, and shares of all articles.

    \b
    Example:
      pressmark trends "immigration raid" deportation --by year
    """
    asked = [joined((one,)) for one in queries]
    with frame.open() as store:
        found = compare(Fts5(store.conn), [_asked(one) for one in asked], by)
    if png:
        png.write_bytes(picture.png(asked, found))
    if as_json:
        lines = zip(asked, found.counts, strict=True)
        print_json(
            {
                "by": by,
                "starts": found.starts,
                "totals": found.totals,
                "queries": [{"query": one, "counts": counts} for one, counts in lines],
            }
        )
    elif as_csv:
        _write(["start", "total", *asked], zip(found.starts, found.totals, *found.counts, strict=True))
    else:
        _print_trends(asked, found)


@click.command(cls=WordsCommand)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("--against", help="Compare with this search instead of the rest of the archive.")
@click.option("--limit", type=click.IntRange(1, 1000), default=30, show_default=True, help="Words.")
@_json
@_csv
@click.pass_obj
def keyness(frame: Frame, words: tuple[str, ...], against: str | None, limit: int, as_json: bool, as_csv: bool) -> None:
    """The words that tell the articles of a search from all others, or from those of another search.

    \b
    Example:
      pressmark keyness immigration raid --against deportation
    """
    with frame.open() as store:
        other = _asked(against) if against else None
        found = key(store.conn, Fts5(store.conn), _asked(joined(words)), other, limit=limit)
    _tell(frame, found, as_json=as_json, as_csv=as_csv)


@click.command(cls=WordsCommand)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("--window", type=click.IntRange(1, 10), default=5, show_default=True, help="How many words away.")
@click.option("--limit", type=click.IntRange(1, 1000), default=30, show_default=True, help="Words.")
@_json
@_csv
@click.pass_obj
def collocates(frame: Frame, words: tuple[str, ...], window: int, limit: int, as_json: bool, as_csv: bool) -> None:
    """The words that stand near those of a search more often than elsewhere.

    \b
    Example:
      pressmark collocates raid --window 3
    """
    with frame.open() as store:
        found = near(store.conn, Fts5(store.conn), _asked(joined(words)), window=window, limit=limit)
    _tell(frame, found, as_json=as_json, as_csv=as_csv)


def _asked(query: str) -> Request:
    return Request(parse(query).root)


def _write(head: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)


def _print_lines(frame: Frame, found: Concordance) -> None:
    """The lines with their words below each other, as wide as the terminal."""
    longest = max((len(line.hit) for line in found.lines), default=0)
    side = max(15, (shutil.get_terminal_size((100, 24)).columns - longest - 14) // 2)
    for line in found.lines:
        place = f"{line.article_id}#p{line.paragraph}"
        hit = click.style(line.hit, bold=True)
        click.echo(f"{place:>10}  {line.left[-side:]:>{side}}{hit}{line.right[:side]}".rstrip())
    spread = f"; spread (Gries’s DP) {found.spread}" if found.spread is not None else ""
    more = "" if found.whole else "; there are more: --limit"
    frame.say(f"{counted(len(found.lines), 'line')} from {counted(found.articles, 'article')}{spread}{more}")


def _print_trends(asked: Sequence[str], found: Trends) -> None:
    if not found.starts:
        click.echo("nothing was found, so there is nothing to compare")
        return
    for at, query in enumerate(asked):
        counts = found.counts[at]
        most = max(counts)
        bars = "".join(_BLOCKS[-(-8 * count // most)] if most else " " for count in counts)
        click.echo(
            f"{click.style(query, bold=True)}: {sum(counts):,}, most {most:,} in {found.starts[counts.index(most)]}"
        )
        if len(bars) <= shutil.get_terminal_size((100, 24)).columns:
            click.echo(f"{found.starts[0]} {bars} {found.starts[-1]}")


def _tell(frame: Frame, found: Keyness, *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        print_json(asdict(found))
        return
    if as_csv:
        _write([field.name for field in fields(Keyword)], (asdict(one).values() for one in found.words))
        return
    for one in found.words:
        click.echo(
            f"{one.word:<24} {one.count:>7,} {one.elsewhere:>7,}   G2 {one.likelihood:>9,}   log ratio {one.ratio:>6}"
        )
    read, against = (f"{some:,} of {total:,}" for some, total in (found.read, found.against))
    frame.say(f"counted in {read} articles, against {against}; rare words that chance explains are left out")


commands = (concordance, trends, keyness, collocates)
