"""Writes the generated pages of the docs: commands, columns, outlets. `--check` only says whether they are current."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from archive.cli import ROOMS, pressmark
from archive.registry import Registry
from archive.scraper import own_fields
from archive.store import meanings

DOCS = Path(__file__).parent
MADE = "<!-- Written by docs/generate.py: change the program, then run `make docs`. -->\n\n"


def command(name: str) -> click.Command:
    """A command by its name."""
    found = pressmark.get_command(click.Context(pressmark), name)
    if found is None:
        raise KeyError(name)
    return found


def commands() -> str:
    """Every command with its help, as the terminal prints it."""
    parts = [MADE + "# Commands\n"]
    for name, one in [("pressmark", pressmark), *named("pressmark", {name: command(name) for name in ROOMS})]:
        context = click.Context(one, info_name=name, terminal_width=96, max_content_width=96)
        parts.append(f"## {name}\n\n```text\n{one.get_help(context)}\n```\n")
    return "\n".join(parts)


def named(above: str, below: Mapping[str, click.Command]) -> Iterator[tuple[str, click.Command]]:
    """Commands with the words by which they are called, each followed by those of its group."""
    for name, one in below.items():
        yield f"{above} {name}", one
        if isinstance(one, click.Group):
            yield from named(f"{above} {name}", one.commands)


def outlets() -> str:
    """The outlets that have a file, with what they read themselves."""
    rows = "".join(
        f"| {one.name} | {', '.join(one.hosts)} | {one.country or ''} | {one.language or ''} | "
        f"{len(one.feeds) + len(one.sitemaps) + len(one.sections) or ''} | {', '.join(own_fields(one))} |\n"
        for one in sorted(Registry.found(points=[]).scrapers, key=lambda one: one.name.casefold())
    )
    note = "Other outlets are read without a file; [outlets.md](outlets.md) says when one is worth writing.\n\n"
    head = "| outlet | hosts | country | language | sources | read by the file |\n|---|---|---|---|---|---|\n"
    return f"{MADE}# Outlets with a file\n\n{note}{head}{rows}"


def fields() -> str:
    """The columns of every export, in their order."""
    note = "The SQL view `articles_export` has the same ones but for `snippet`. Order and names stay as they are.\n\n"
    rows = {"One match a row": meanings.MATCHES, "One day a row": meanings.DAYS, "A sample": meanings.SAMPLES}
    more = "".join(f"\n## {title}\n\n{dictionary(its)}" for title, its in rows.items())
    return f"{MADE}# Columns of an article\n\n{note}{dictionary(meanings.ARTICLES)}{more}"


def dictionary(its: Mapping[str, meanings.Column]) -> str:
    """A table of columns: what they mean, what they hold."""
    rows = "".join(
        f"| `{name}` | {one.meaning} | {one.type}{f', {one.unit}' if one.unit else ''} | `{one.example}` |\n"
        for name, one in its.items()
    )
    return f"| column | meaning | type | for example |\n|---|---|---|---|\n{rows}"


def main() -> int:
    """Write the pages, or compare them; the exit code."""
    stale = []
    for name, make in (("commands.md", commands), ("columns.md", fields), ("outlet-list.md", outlets)):
        path, made = DOCS / name, make()
        if "--check" not in sys.argv:
            path.write_text(made, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != made:
            stale.append(name)
    if stale:
        print(f"out of date: {', '.join(stale)}; run make docs")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
