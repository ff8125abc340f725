"""`pressmark cite`: a reference to exactly one version."""

from __future__ import annotations

import click

from archive import cite, dates
from archive.cli.frame import Frame, print_json
from archive.store import config, shelf


@click.command(name="cite")
@click.argument("article_id", type=int, metavar="ID")
@click.option("--version", help="One of its versions; the latest without it.")
@click.option("--para", type=int, help="A paragraph, as numbered on its page.")
@click.option("--json", "as_json", is_flag=True, help="The facts of the citation, without style.")
@click.pass_obj
def cite_(frame: Frame, article_id: int, version: str | None, para: int | None, as_json: bool) -> None:
    """Cite an article, or a paragraph of it, with its permanent link and hash.

    \b
    Example:
      pressmark cite 1 --para 4
    """
    with frame.open() as store:
        article = shelf.article(store.conn, shelf.redirect(store.conn, article_id) or article_id, version)
        citation = cite.of(
            article, base_url=config.get(store.conn, "base_url"), accessed=dates.now()[:10], paragraph=para
        )
    if as_json:
        print_json({name: getattr(citation, name) for name in citation.__slots__})
    else:
        click.echo(cite.plain(citation))


commands = (cite_,)
