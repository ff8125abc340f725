"""`pressmark export`: every match, whole, as a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import click

from archive import export
from archive.cli.frame import Frame, WordsCommand, counted, joined
from archive.errors import StoreError, UsageError
from archive.search import Fts5, Request, parse
from archive.store import Store, snapshot


@click.command(name="export", cls=WordsCommand)
@click.argument("words", nargs=-1, metavar="[QUERY...]")
@click.option("-o", "--output", required=True, help="The file to write, ending in .csv; - is standard output.")
@click.option("--columns", help="Which columns, parted by commas; all without it.")
@click.option("--excel", is_flag=True, help="Begin with the byte order mark that Excel wants.")
@click.option("--quiet", is_flag=True, help="No progress and no remarks.")
@click.pass_obj
def export_(frame: Frame, words: tuple[str, ...], output: str, columns: str | None, excel: bool, quiet: bool) -> None:
    """Write all articles that match, newest first, or all there are without a query.

    The file appears under its name when it is whole, and not before.

    \b
    Example:
      pressmark export immigration -o immigration.csv
      pressmark export -o everything.csv --columns id,published,outlet,title,url
    """
    frame = Frame(frame.path, quiet=frame.quiet or quiet)
    names = export.chosen(columns)
    if output != "-" and not output.lower().endswith(".csv"):
        raise UsageError(f"{output}: only .csv can be written")
    with frame.open() as store:
        if output == "-":
            write_csv(frame, store, sys.stdout.buffer, names, joined(words), excel=excel)
            return
        rows = _to_file(Path(output), lambda file: write_csv(frame, store, file, names, joined(words), excel=excel))
    frame.say(f"{output}: {counted(rows, 'row')}")


def write_csv(frame: Frame, store: Store, file: BinaryIO, names: Sequence[str], asked: str, *, excel: bool) -> int:
    """Stream a CSV of what matches into an open file; returns the number of rows, or raises StoreError.

    It is of one moment, whatever is added while it is written, and its rows are counted against the matches.
    """
    query, engine = parse(asked).root, Fts5(store.conn)
    request = Request(query, sort="newest", size=1)
    rows = 0
    with snapshot(store.conn):
        total = engine.search(request).total
        with frame.progress("exporting", total) as update:

            def counted_to(done: int) -> None:
                nonlocal rows
                rows = done
                update(done, "")

            ids = engine.ids(request)
            file.writelines(export.write(store.conn, names, ids, query=query, excel=excel, counted=counted_to))
    file.flush()
    if rows != total:
        raise StoreError(f"{total:,} articles match, but only {rows:,} could be written: the file is not whole")
    return rows


def _to_file(path: Path, write: Callable[[BinaryIO], int]) -> int:
    """Write beside the place and move there when whole; a failure leaves nothing that looks like a file."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            rows = write(file)
        unfinished.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return rows


commands = (export_,)
