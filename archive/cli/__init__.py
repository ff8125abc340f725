"""The command line: each command parses what was typed, makes one call into the library, prints.

Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 something asked for failed and stderr
says what, 2 the command itself was wrong.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from archive import __version__
from archive.cli import add, browse, change, cite, demo, export, search
from archive.cli.frame import Frame
from archive.errors import PressmarkError, UsageError

DEFAULT_DB = Path("data/archive.db")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


for command in (
    *add.commands,
    *search.commands,
    *browse.commands,
    *cite.commands,
    *change.commands,
    *export.commands,
    *demo.commands,
):
    pressmark.add_command(command)


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
    except (
        BrokenPipeError
    ):  # the reader of our output has gone (`| head`): nothing more to say, and no one to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code or 0)
