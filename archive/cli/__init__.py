"""The command line: each command parses what was typed, makes one call into the library, prints.

Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 something asked for failed and stderr
says what, 2 the command itself was wrong.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from importlib import import_module
from pathlib import Path

import click

from archive import __version__
from archive.cli.frame import Frame
from archive.errors import PressmarkError, UsageError

DEFAULT_DB = Path("data/archive.db")
# Which file a command is in: imported when it is called, so that a search does not wait for an extractor.
ROOMS = {
    "add": "add",
    "cite": "cite",
    "collocates": "analysis",
    "concordance": "analysis",
    "collect": "collect",
    "config": "change",
    "demo": "demo",
    "exhibit": "exhibit",
    "export": "export",
    "keyness": "analysis",
    "log": "saved",
    "methods": "research",
    "outlet": "outlets",
    "index": "index",
    "redact": "redact",
    "reread": "reread",
    "sample": "research",
    "save": "saved",
    "saved": "saved",
    "search": "search",
    "serve": "serve",
    "set": "change",
    "show": "browse",
    "source": "source",
    "stats": "browse",
    "trends": "analysis",
    "verify": "verify",
}
# What people type as well.
ALIASES = {"outlets": "outlet"}


class Commands(click.Group):
    """The commands by name, each imported when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, by the alphabet."""
        del ctx
        return list(ROOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        cmd_name = ALIASES.get(cmd_name, cmd_name)
        if cmd_name not in ROOMS:
            return super().get_command(ctx, cmd_name)
        commands: tuple[click.Command, ...] = import_module(f"archive.cli.{ROOMS[cmd_name]}").commands
        return next(command for command in commands if command.name == cmd_name)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pressmark")
@click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="PRESSMARK_DB",
    default=DEFAULT_DB,
    show_default=True,
    help="The archive to use; also $PRESSMARK_DB.",
)
@click.option("--quiet", is_flag=True, help="No progress and no remarks, only results and failures.")
@click.pass_context
def pressmark(context: click.Context, db: Path, quiet: bool) -> None:
    """A news-article archive with full-text search: collect, find, cite, export.

    \b
    Example:
      pressmark add letters/ https://example.org/news/story
      pressmark search immigration raid -drug
      pressmark cite 1
    """
    context.obj = Frame(db, quiet=quiet)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code; a user's mistake never ends in a traceback."""
    try:
        code = pressmark.main(arguments, prog_name="pressmark", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("pressmark: stopped; what was reported is kept", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except PressmarkError as error:
        click.echo(f"pressmark: {error}", err=True)
        code = 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:  # the reader of our output has gone (`| head`), and there is no one to say so to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except (sqlite3.Error, OSError) as error:  # a full disk, a folder that went away
        click.echo(f"pressmark: {error}; what was reported before is kept: run it again when this is mended", err=True)
        code = 1
    sys.exit(code or 0)
