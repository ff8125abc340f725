"""`pressmark index`: whether the search index is right, making it anew, tidying it."""

from __future__ import annotations

import sys

import click

from archive.cli.frame import Frame, counted
from archive.search import engines, upkeep
from archive.search.tantivy_index import TantivyIndex, beside
from archive.store import Store


@click.command()
@click.option(
    "--engine",
    type=click.Choice(engines.NAMES),
    default="fts5",
    show_default=True,
    help="Which index; Tantivy's lies beside the archive, and is made or brought up to date.",
)
@click.option("--check", is_flag=True, help="Compare the whole index with the articles; exit code 1 where it differs.")
@click.option("--rebuild", is_flag=True, help="Make the index anew from the articles.")
@click.pass_obj
def index(frame: Frame, engine: str, check: bool, rebuild: bool) -> None:
    """Tidy the search index, so that searches stay quick after many additions.

    The index is kept in step by itself. Where another program has written into the archive, --check says whether it
    still is, and --rebuild mends it; no article is touched.

    Tantivy's is a second index, quicker for the relevance of common words. It is as new as the last run of this
    command; `pressmark config search_engine tantivy` has it used where it is as new as the archive.

    \b
    Example:
      pressmark index
      pressmark index --check
      pressmark index --rebuild
      pressmark index --engine tantivy
    """
    with frame.open() as store:
        if engine == "tantivy":
            _tantivy(frame, store, check=check, rebuild=rebuild)
            return
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


def _tantivy(frame: Frame, store: Store, *, check: bool, rebuild: bool) -> None:
    index = TantivyIndex(beside(store.path))
    if not check or rebuild:
        with frame.progress("indexing") as update:
            make = index.rebuild if rebuild else index.follow
            articles = make(store.conn, lambda done, _of: update(done, ""))
        frame.say(f"{index.folder.name}: {counted(articles, 'article')} written")
    if check and not index.is_fresh(store.conn):
        click.echo(
            f"pressmark: {index.folder.name} is not as new as the archive: pressmark index --engine tantivy", err=True
        )
        sys.exit(1)


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
