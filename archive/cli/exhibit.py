"""`pressmark exhibit`: one article as a page that proves itself."""

from __future__ import annotations

from pathlib import Path

import click

from archive import export
from archive.cli.frame import Frame
from archive.export import exhibit as exhibits
from archive.store import config, shelf


@click.command()
@click.argument("article_id", type=int, metavar="ID")
@click.option("--version", help="As it stood: 2, v2 or 2.1.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; without it, named so.")
@click.pass_obj
def exhibit(frame: Frame, article_id: int, version: str | None, output: Path | None) -> None:
    """One printable page: text, facts of the capture, the WARC record, and plain steps to check it all.

    The page holds everything within itself; the steps need grep, base64, gzip, dd and sha256sum, and no Pressmark.

    \b
    Example:
      pressmark exhibit 12
      pressmark exhibit 12 --version 1 -o exhibit-A.html
    """
    with frame.open() as store:
        conn = store.conn
        article = shelf.article(conn, shelf.redirect(conn, article_id) or article_id, version)
        path = output or Path(f"exhibit-{article.id}-v{article.version.label}.html")
        about, made = config.everything(conn), store.clock()
        written = exhibits.page(article, store.evidence_folder, about, made=made, name=path.name)
    export.save(path, [written.encode()])
    click.echo(path)


commands = (exhibit,)
