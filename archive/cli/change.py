"""`pressmark set` and `pressmark config`: what people say of articles and of the archive."""

from __future__ import annotations

import sys

import click

from archive import bylines
from archive.cli.frame import Frame, checked_date, print_json
from archive.errors import UsageError
from archive.store import articles, config, shelf, visibility


@click.command(name="set")
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID...")
@click.option("--title")
@click.option("--published", help="2022, 2022-05, 2022-05-16 or with an hour.")
@click.option("--outlet")
@click.option("--authors", help="The byline, names parted by ;")
@click.option("--tags", help="Tags, parted by ;")
@click.option("--access", type=click.Choice([*visibility.LEVELS, "inherit"]), help="What visitors may see.")
@click.option("--by", help="Who says so.")
@click.option("--json", "as_json", is_flag=True, help="Print the corrected articles as JSON.")
@click.pass_obj
def set_(
    frame: Frame, /, ids: tuple[int, ...], access: str | None, by: str | None, as_json: bool, **said: str | None
) -> None:
    """Correct articles; what was read stays beside the correction, and both survive every later reading.

    \b
    Example:
      pressmark set 1 --published 2022-05-16 --outlet "World Socialist Web Site" --by "A. Reader"
    """
    fields = _fields(said)
    if not fields and not access:
        raise UsageError("nothing to set: name a field, such as --published 2022-05-16")
    found = []
    with frame.open() as store, store.transaction() as conn:
        for article_id in ids:
            shelf.article(conn, article_id)
            if access:
                articles.set_access(conn, article_id, access, by=by, at=store.clock())
            corrected = articles.correct(conn, article_id, articles.Said(fields, by), at=store.clock())
            found.append(
                {
                    "article": article_id,
                    "version": corrected.label,
                    "outcome": "changed" if access else corrected.outcome,
                }
            )
    if as_json:
        print_json(found)
        return
    for row in found:
        click.echo(f"{row['outcome']:<9} {row['article']}  v{row['version']}")


def _fields(said: dict[str, str | None]) -> dict[str, object]:
    fields: dict[str, object] = {name: value for name, value in said.items() if value is not None}
    if said["published"]:
        fields["published"] = checked_date(said["published"])
    for name in ("authors", "tags"):
        if said[name] is not None:
            fields[name] = tuple(one.strip() for one in str(said[name]).split(";") if one.strip())
    if said["authors"] and ";" not in said["authors"]:
        fields["authors"] = bylines.names([said["authors"]])
    return fields


@click.command(name="config")
@click.argument("name", required=False)
@click.argument("value", required=False)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def config_(frame: Frame, name: str | None, value: str | None, as_json: bool) -> None:
    """Show the archive's settings, or set one: title, keeper, contact, licence, base_url, indexing.

    \b
    Example:
      pressmark config title "Raids and resistance, 2012 to 2022"
      pressmark config base_url https://archive.example.org
    """
    with frame.open(create=value is not None) as store:
        if name is not None and value is not None:
            with store.transaction() as conn:
                config.put(conn, name, value)
            return
        if name is not None:
            found = config.get(store.conn, name)
            if found is None:
                click.echo(f"{name} is not set", err=True)
                sys.exit(1)
            print_json({name: found}) if as_json else click.echo(found)
            return
        settings = config.everything(store.conn)
    if as_json:
        print_json(settings)
        return
    for one, meaning in {**config.SETTINGS, **config.FIXED}.items():
        click.echo(f"{one:<14} {settings.get(one, '-'):<40} {meaning}")


commands = (set_, config_)
