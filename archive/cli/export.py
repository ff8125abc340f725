"""`pressmark export`: every match, whole, as a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from archive import export
from archive.cli.frame import Frame, WordsCommand, counted, joined
from archive.export import Form, Table
from archive.search import Fts5, Request, parse
from archive.search.engine import Point
from archive.store import Store, columns, config, snapshot


@click.command(name="export", cls=WordsCommand)
@click.argument("words", nargs=-1, metavar="[QUERY...]")
@click.option(
    "-o",
    "--output",
    required=True,
    help=f"The file to write; its ending says as what: {' '.join(form.suffix for form in export.FORMS)}. - is CSV on"
    " standard output.",
)
@click.option("--columns", "names", metavar="A,B", help="Which columns, parted by commas; all without it.")
@click.option("--no-text", is_flag=True, help="All columns but the text.")
@click.option(
    "--count",
    type=click.Choice(["articles", "distinct"]),
    default="articles",
    show_default=True,
    help="Every article, or of copies of one another the first alone.",
)
@click.option(
    "--per", type=click.Choice(["article", "day"]), default="article", show_default=True, help="A row is this."
)
@click.option("--excel", is_flag=True, help="CSV that Excel opens well: byte order mark, and no cell run as a formula.")
@click.option("--quiet", is_flag=True, help="No progress and no remarks.")
@click.pass_obj
def export_(
    frame: Frame,
    words: tuple[str, ...],
    output: str,
    names: str | None,
    no_text: bool,
    count: str,
    per: str,
    excel: bool,
    quiet: bool,
) -> None:
    """Write all articles that match, newest first, or all there are without a query.

    The file appears under its name when it is whole, and not before.

    \b
    Example:
      pressmark export immigration -o immigration.csv
      pressmark export immigration raid -o raids.xlsx --count distinct
      pressmark export -o everything.parquet --columns id,published,outlet,title,url
    """
    frame = Frame(frame.path, quiet=frame.quiet or quiet)
    form = export.form_of("-.csv" if output == "-" else output)
    form = export.EXCEL_CSV if excel and form is export.CSV else form
    asked = joined(words)
    with frame.open() as store:
        if per == "day":
            rows = _days(store, form, asked, output)
        else:
            chosen = form.columns(names, with_text=not no_text)
            rows = write_articles(frame, store, form, chosen, asked, output, distinct=count == "distinct")
    if output != "-":
        frame.say(f"{output}: {counted(rows, 'row')}")


def write_articles(
    frame: Frame, store: Store, form: Form, names: tuple[str, ...], asked: str, output: str, *, distinct: bool = False
) -> int:
    """Write what matches, of one moment, whatever is added meanwhile; returns the number of rows, or raises StoreError.

    The rows are counted against the matches.
    """
    query, engine, conn = parse(asked).root, Fts5(store.conn), store.conn
    request = Request(query, sort="newest", size=1)

    def ids() -> Iterable[int]:
        found = engine.ids(request)
        return columns.distinct(conn, found) if distinct else found

    with snapshot(conn):
        page = engine.search(request)
        title = config.get(conn, "title")
        table = export.articles(conn, names, ids, made=store.clock(), archive=title, query=query)
        total = page.distinct if distinct else page.total
        with frame.progress("exporting", total) as update:
            _write(form, export.counted(table, lambda: total, lambda done: update(done, "")), output)
    return total


def _days(store: Store, form: Form, asked: str, output: str) -> int:
    """Write how many articles match on each day; returns the number of days."""
    points = Fts5(store.conn).timeline(Request(parse(asked).root), "day")
    _write(form, export.records(Point, points, made=store.clock()), output)
    return len(points)


def _write(form: Form, table: Table, output: str) -> None:
    pieces = export.pieces(form, table)
    if output == "-":
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    else:
        export.save(Path(output), pieces)


commands = (export_,)
