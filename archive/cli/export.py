"""`pressmark export`: every match, whole, as a file."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import asdict
from pathlib import Path
from typing import cast

import click

from archive import export
from archive.cli.frame import Frame, WordsCommand, counted, joined, print_json, quietly
from archive.errors import BusyError, InputError, UsageError
from archive.export import Form, Question, Table, again, unpacking
from archive.search import Fts5
from archive.store import Store, searches, snapshot

_ENDINGS = " ".join(form.suffix for form in export.FORMS)


@click.command(name="export", cls=WordsCommand)
@click.argument("words", nargs=-1, metavar="[QUERY...]")
@click.option(
    "-o",
    "--output",
    help=f"The file to write; its ending says as what: {_ENDINGS}. - is CSV on standard output.",
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
    "--rows",
    type=click.Choice(["articles", *export.found.OTHERS]),
    default="articles",
    show_default=True,
    help="A row is an article, a place where the words stand, or a day.",
)
@click.option("--excel", is_flag=True, help="CSV that Excel opens well: byte order mark, and no cell run as a formula.")
@click.option(
    "--again",
    "package",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.zip",
    help="Ask again what a package answers: what was added, changed or withdrawn since. With -o, write it anew.",
)
@click.option("--json", "as_json", is_flag=True, help="With --again: the difference as JSON.")
@quietly
@click.pass_obj
def export_(
    frame: Frame,
    words: tuple[str, ...],
    output: str | None,
    names: str | None,
    no_text: bool,
    count: str,
    rows: str,
    excel: bool,
    package: Path | None,
    as_json: bool,
) -> None:
    """Write all articles that match, newest first, or all there are without a query.

    The file appears under its name when it is whole, and not before. A .zip is the whole package: the articles, what
    every column means, how to cite it, and a manifest by which pressmark verify proves it.

    \b
    Example:
      pressmark export immigration -o immigration.csv
      pressmark export immigration raid -o raids.xlsx --count distinct
      pressmark export immigration raid -o lines.csv --rows matches
      pressmark export immigration raid -o raids.zip
      pressmark export --again raids.zip
    """
    question = Question(joined(words), distinct=count == "distinct")
    if package is None and output is None:
        raise UsageError("where to? name a file: -o FILE.csv")
    with frame.open() as store:
        if package:
            question = _again(store, package, question, as_json=as_json)
        if output is None:
            return
        form = export.form_of("-.csv" if output == "-" else output)
        form = export.EXCEL_CSV if excel and form is export.CSV else form
        columns = _columns(form, rows, names, with_text=not no_text)
        written = write(frame, store, form, columns, question, output, rows)
        write_down(store, "export", question, written)
    if output != "-":
        frame.say(f"{output}: {counted(written, 'row')}")


def write_down(store: Store, command: str, question: Question, written: int) -> None:
    """Write a search into the keeper's log, unless the archive cannot be written."""
    at, engine = store.clock(), Fts5(store.conn)
    matches, held = (engine.search(one.request()).total for one in (question, Question()))
    asked, understood = question.data(), question.query.understood
    try:
        with store.transaction(lasting=False) as conn:
            counts = {"matches": matches, "written": written, "excluded": held - matches}
            searches.log(conn, command, asked, understood, at=at, **counts)
    except (sqlite3.OperationalError, OSError, BusyError):
        return


def _again(store: Store, package: Path, question: Question, *, as_json: bool) -> Question:
    """Tell what a package's search finds otherwise by now; returns what was asked."""
    if question.words:
        raise UsageError("a package says itself what is asked: leave out the query")
    checked = unpacking.check(package)
    if checked.faults:
        raise InputError(f"{package} is not as it was written: pressmark verify {package} says what is wrong")
    with snapshot(store.conn):
        since = again.compare(store.conn, Fts5(store.conn), package, checked.manifest)
    if as_json:
        print_json(asdict(since))
    else:
        for word, some in (("added", since.added), ("changed", since.changed), ("withdrawn", since.withdrawn)):
            for one in some:
                versions = " → ".join(f"v{label}" for label in (one.was, one.now) if label)
                click.echo(f"{word:<9}  {one.id:>6}  {versions}  {one.title or '[untitled]'}" + _because(one.why))
        counts = f"{len(since.added):,} added, {len(since.changed):,} changed, {len(since.withdrawn):,} withdrawn"
        click.echo(f"since {since.made}: {counts}, {since.same:,} the same")
    return again.asked(checked.manifest)


def _because(why: str | None) -> str:
    return f" ({why})" if why else ""


def write(
    frame: Frame,
    store: Store,
    form: Form,
    columns: tuple[str, ...],
    question: Question,
    output: str,
    rows: str = "articles",
) -> int:
    """Write what matches, of one moment, whatever is added meanwhile; returns the number of rows, or raises StoreError.

    A row is an article with these columns, and counted against the matches; or a place where the words of the query
    stand, or a day, which have columns of their own.
    """
    with snapshot(store.conn):
        engine, made = Fts5(store.conn), store.clock()
        if rows == "articles":
            table = export.found.articles(store.conn, engine, question, columns, made=made)
        else:
            table = export.found.others(store.conn, engine, question, cast("export.found.Other", rows), made=made)
        return _write(frame, form, table, output)


def _columns(form: Form, rows: str, names: str | None, *, with_text: bool) -> tuple[str, ...]:
    """The columns that are asked for of articles, none of other rows; raises UsageError where that cannot be."""
    if rows == "articles":
        return form.columns(names, with_text=with_text)
    if names or not form.holds_any:
        raise UsageError(f"a row of {rows} has columns of its own: write .csv, .xlsx, .jsonl or .parquet of it")
    return ()


def _write(frame: Frame, form: Form, table: Table, output: str) -> int:
    written = 0

    def tell(done: int) -> None:
        nonlocal written
        written = done
        update(done, "")

    with frame.progress("exporting", table.expected) as update:
        pieces = export.pieces(form, export.counted(table, tell))
        if output == "-":
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.buffer.flush()
        else:
            export.save(Path(output), pieces)
    return written


commands = (export_,)
