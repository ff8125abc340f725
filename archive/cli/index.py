"""`pressmark index`: whether the search index is right, making it anew, tidying it."""

from __future__ import annotations

import sys

import click

from archive.cli.frame import Frame, counted
from archive.search import upkeep
from archive.store import Store


@click.command()
@click.option("--check", is_flag=True, help="Compare the whole index with the articles; exit code 1 where it differs.")
@click.option("--rebuild", is_flag=True, help="Make the index anew from the articles.")
@click.pass_obj
def index(frame: Frame, check: bool, rebuild: bool) -> None:
    """Tidy the search index, so that searches stay quick after many additions.

    The index is kept in step by itself. Where another program has written into the archive, --check says whether it
    still is, and --rebuild mends it; no article is touched.

    \b
    Example:
      pressmark index
      pressmark index --check
      pressmark index --rebuild
    """
    with frame.open() as store:
        if rebuild:
            _rebuild(frame, store)
        elif not check:
            _tidy(frame, store)
        if check and not _checked(frame, store):
            sys.exit(1)


def _rebuild(frame: Frame, store: Store) -> None:
    with store.transaction() as conn, frame.progress("indexing") as update:
        articles = upkeep.rebuild(conn, lambda done, _of: update(done, ""))
    frame.say(f"the index was made anew from {counted(articles, 'article')}")


def _tidy(frame: Frame, store: Store) -> None:
    steps = upkeep.tidy(store.conn)
    with frame.progress("tidying") as update:
        done, more = 0, True
        while more:
            with store.transaction():
                more = next(steps, "end") is None
            done += 1
            update(done, "")
    frame.say("the index is tidy")


def _checked(frame: Frame, store: Store) -> bool:
    frame.say("comparing the index with every article; this takes about as long as making it")
    with store.transaction() as conn:
        agrees = upkeep.agrees(conn)
    if agrees:
        frame.say("the index agrees with the articles")
    else:
        click.echo("pressmark: the index does not agree with the articles: pressmark index --rebuild", err=True)
    return agrees


commands = (index,)
