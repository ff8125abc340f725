"""`pressmark export`: every match, whole, as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from archive import export
from archive.cli.frame import Frame, WordsCommand, counted, joined
from archive.errors import UsageError
from archive.export import Form, Question, Table
from archive.search import Fts5
from archive.store import Store, snapshot

_ENDINGS = " ".join(form.suffix for form in export.FORMS)


@click.command(name="export", cls=WordsCommand)
@click.argument("words", nargs=-1, metavar="[QUERY...]")
@click.option(
    "-o",
    "--output",
    required=True,
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
    type=click.Choice(["articles", "matches", "days"]),
    default="articles",
    show_default=True,
    help="A row is an article, a place where the words stand, or a day.",
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
    rows: str,
    excel: bool,
    quiet: bool,
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
    """
    frame = Frame(frame.path, quiet=frame.quiet or quiet)
    form = export.form_of("-.csv" if output == "-" else output)
    form = export.EXCEL_CSV if excel and form is export.CSV else form
    question = Question(joined(words), distinct=count == "distinct")
    with frame.open() as store:
        if rows == "articles":
            written = write_articles(frame, store, form, form.columns(names, with_text=not no_text), question, output)
        else:
            if names or form.fixed or form.needed:
                raise UsageError(f"a row of {rows} has columns of its own: write .csv, .xlsx, .jsonl or .parquet of it")
            written = _write_others(frame, store, form, rows, question, output)
    if output != "-":
        frame.say(f"{output}: {counted(written, 'row')}")


def write_articles(
    frame: Frame, store: Store, form: Form, names: tuple[str, ...], question: Question, output: str
) -> int:
    """Write what matches, of one moment, whatever is added meanwhile; returns the number of rows, or raises StoreError.

    The rows are counted against the matches.
    """
    with snapshot(store.conn):
        table = export.found.articles(store.conn, Fts5(store.conn), question, names, made=store.clock())
        return _write(frame, form, table, output)


def _write_others(frame: Frame, store: Store, form: Form, rows: str, question: Question, output: str) -> int:
    """Write the places where the words of a query stand, or the days; returns the number of rows."""
    conn, engine, made = store.conn, Fts5(store.conn), store.clock()
    with snapshot(conn):
        if rows == "matches":
            table = export.found.matches(conn, engine, question, made=made)
        else:
            table = export.found.days(engine, question, made=made)
        return _write(frame, form, table, output)


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
