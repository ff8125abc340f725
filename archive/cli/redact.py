"""`pressmark redact`: taking an article down."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from archive import redact as takedown
from archive.cli.frame import Frame, counted, print_json


@click.command()
@click.argument("article_id", type=int, metavar="ID")
@click.option("--reason", required=True, help="Why; it stands on the page that is left, for everybody to read.")
@click.option("--law", is_flag=True, help="The law asks for it: the page answers 451, and not 410.")
@click.option("--copies", is_flag=True, help="Its copies too, and whatever holds the very same text.")
@click.option("--by", help="Who took it down.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def redact(frame: Frame, article_id: int, reason: str, law: bool, copies: bool, by: str | None, as_json: bool) -> None:
    """Take an article down: text, headline, byline, addresses, every version, and the bytes that were captured.

    It leaves pages, exports, feeds and the index at once, and is not collected again. What stays is the reason, the
    day, and the hashes by which one who cited it can tell what it was. This cannot be undone. The exit code is 1 where
    something that is named still holds it.

    \b
    Example:
      pressmark redact 12 --reason "the court of Eastgate, 4 May 2026" --law
      pressmark redact 12 --reason "asked for by the person named" --copies
    """
    with frame.open() as store:
        frame.say("taking it down; the database is written anew, which takes a while where it is large")
        found = takedown.redact(store, article_id, reason=reason, by_law=law, with_copies=copies, by=by)
        at = store.clock()
    if as_json:
        print_json({**asdict(found), "at": at})
    else:
        numbers = ", ".join(map(str, found.articles))
        click.echo(f"taken down: {numbers} ({counted(found.records, 'record')} overwritten)")
        for place in found.held_by:
            click.echo(f"still holds it: {place}", err=True)
        if found.copies:
            them = ", ".join(map(str, found.copies))
            click.echo(f"copies, or the very same text, that still stand: {them} (--copies takes them too)", err=True)
        frame.say(f"backups and exports made before {at} hold it still: this archive does not know where they are")
    sys.exit(1 if found.held_by else 0)


commands = (redact,)
