"""What every command shares: the archive it works on, how it speaks, and how words of a query reach it unharmed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive import dates, text
from archive.errors import UsageError
from archive.store import Store, config, open_archive

if TYPE_CHECKING:
    from archive.search import Engine

# Stands in for the first letter of a word such as `-drug`, which the option parser must not take for options.
_SHIELD = "\ue00f"


@dataclass(frozen=True, slots=True)
class Frame:
    """The archive's path, and whether to keep quiet."""

    path: Path
    quiet: bool = False

    def open(self, *, create: bool = False) -> Store:
        """Open the archive; only commands that write create one."""
        return open_archive(self.path, create=create, clock=dates.now, say=self.say)

    def engine(self, store: Store) -> Engine:
        """The engine that this archive is searched by; says so where another had been chosen."""
        from archive.search import engines, tantivy_index  # most commands search nothing

        index = tantivy_index.TantivyIndex(tantivy_index.beside(store.path))
        return engines.chosen(store.conn, config.get(store.conn, "search_engine"), index, say=self.say)

    def say(self, words: str) -> None:
        """A remark for the person, on stderr, unless they asked for quiet."""
        if not self.quiet:
            click.echo(words, err=True)

    @contextmanager
    def progress(self, what: str, total: int | None = None) -> Iterator[Callable[[int, str], None]]:
        """A bar on a terminal; call what it yields with the number done and a few words."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _done, _words: None
            return
        from rich.console import Console  # only a terminal needs it, and it is slow to import
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
        with Progress(
            *columns,
            TextColumn("{task.fields[words]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        ) as bar:
            task = bar.add_task(what, total=total, words="")
            yield lambda done, words: bar.update(task, completed=done, words=words)


def _hush(context: click.Context, _option: click.Parameter, quiet: bool) -> None:
    if quiet:
        context.obj = replace(context.obj, quiet=True)


# Commands that take long understand it behind their name as well.
quietly = click.option(
    "--quiet",
    is_flag=True,
    expose_value=False,
    callback=_hush,
    help="No progress and no remarks, only results and failures.",
)


class WordsCommand(click.Command):
    """A command that takes words of a query: `-drug` is a word to leave out, not four options."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Shield what looks like a bundle of short options from the option parser."""
        known = {name for parameter in self.params for name in parameter.opts}
        shielded = [
            _SHIELD + arg[1:] if arg.startswith("-") and len(arg) > 1 and arg[1] != "-" and arg not in known else arg
            for arg in args
        ]
        return super().parse_args(context, shielded)


def joined(words: tuple[str, ...]) -> str:
    """The query that words on the command line make."""
    return " ".join("-" + word[1:] if word.startswith(_SHIELD) else word for word in words)


def print_json(value: Any) -> None:
    """JSON as scripts like it: UTF-8, indented, with a line break at the end."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def marked(snippet: str) -> str:
    """A snippet with its hits set off: bold on a terminal, between asterisks in a file."""
    if sys.stdout.isatty():
        return snippet.replace(text.HIT_OPEN, "\x1b[1;33m").replace(text.HIT_CLOSE, "\x1b[0m")
    return text.starred(snippet)


def checked_date(given: str) -> str:
    """A date that a person typed, in ISO form; raises UsageError."""
    iso = dates.parse(given)
    if iso is None or not dates.plausible(iso, dates.now()):
        raise UsageError(
            f"“{given}” is no date of publication: write 2022, 2022-05, 2022-05-16 or 2022-05-16T18:40+01:00"
        )
    return iso


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`, `1,200 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
