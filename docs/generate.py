"""Writes the generated pages of the docs, commands and columns; `--check` only says whether they are current."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from archive.cli import ROOMS, pressmark
from archive.store import columns

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
    for name, one in [("", pressmark), *((name, command(name)) for name in ROOMS)]:
        context = click.Context(one, info_name=f"pressmark {name}".strip(), terminal_width=96, max_content_width=96)
        parts.append(f"## {context.info_name}\n\n```text\n{one.get_help(context)}\n```\n")
    return "\n".join(parts)


def fields() -> str:
    """The columns of every export, in their order."""
    rows = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in columns.MEANINGS.items())
    note = "The SQL view `articles_export` has the same ones but for `snippet`. Order and names stay as they are.\n\n"
    return f"{MADE}# Columns of an article\n\n{note}| column | meaning |\n|---|---|\n{rows}"


def main() -> int:
    """Write the pages, or compare them; the exit code."""
    stale = []
    for name, make in (("commands.md", commands), ("columns.md", fields)):
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
