"""`pressmark cite`: references to exactly one version each, in a style, as records, or with the words quoted."""

from __future__ import annotations

from typing import Any

import click

from archive import cite
from archive.cite import formats, quotation, words
from archive.cite.quotation import Quotation
from archive.cli.frame import Frame, print_json
from archive.errors import UsageError
from archive.model import Citation
from archive.store import Store, config, shelf


@click.command(name="cite")
@click.argument("ids", type=int, nargs=-1, required=True, metavar="ID...")
@click.option("--version", help="One of its versions; the latest without it.")
@click.option("--para", type=int, help="A paragraph, as numbered on its page.")
@click.option("--quote", "quoted", metavar="WORDS", help="Words of it: quoted as they stand, with their paragraph.")
@click.option("--style", type=click.Choice(list(cite.STYLES)), help="A style guide; one plain line without it.")
@click.option("--format", "form", type=click.Choice(list(formats.FORMATS)), help="Records for a reference manager.")
@click.option("--html", "as_html", is_flag=True, help="With italics, as HTML.")
@click.option("--json", "as_json", is_flag=True, help="The facts of the citation, without style.")
@click.pass_obj
def cite_(
    frame: Frame,
    ids: tuple[int, ...],
    version: str | None,
    para: int | None,
    quoted: str | None,
    style: str | None,
    form: str | None,
    as_html: bool,
    as_json: bool,
) -> None:
    """Cite articles, or a paragraph or words of one, with their permanent links and hashes.

    A style prints what goes into the text or footnote, and the entry of the list.

    \b
    Example:
      pressmark cite 1 --para 4 --style chicago
      pressmark cite 1 --quote "the bailiffs left at noon"
      pressmark cite 1 2 3 --format ris > raids.ris
    """
    if len(ids) > 1 and (version or para or quoted):
        raise UsageError("a version, a paragraph or words are of one article: give one ID")
    with frame.open() as store:
        found = [_quote(store, one, version, para, quoted) for one in ids]
    citations = [one.citation for one in found]
    if as_json:
        facts = [_facts(one, with_words=quoted is not None) for one in found]
        print_json(facts[0] if len(facts) == 1 else facts)
    elif form:
        for piece in formats.FORMATS[form](citations):
            click.echo(piece, nl=False)
    else:
        lines = [line for one in citations for line in _lines(one, style)]
        if quoted is not None:
            lines = [words.double_quoted(found[0].text), *lines, *filter(None, [found[0].marked])]
        click.echo("\n\n".join(cite.as_html(line) if as_html else cite.as_text(line) for line in lines))


def _quote(store: Store, article_id: int, version: str | None, para: int | None, quoted: str | None) -> Quotation:
    """The words quoted, else the paragraph, else the whole article, with its citation."""
    conn = store.conn
    return quotation.quote(
        shelf.article(conn, shelf.redirect(conn, article_id) or article_id, version),
        quoted,
        base_url=config.get(conn, "base_url"),
        accessed=store.clock()[:10],
        archive=config.get(conn, "title"),
        paragraphs=(para,) if para is not None else (),
    )


def _lines(citation: Citation, style: str | None) -> list[str]:
    """The reference for the text and the one for the list; once, where they are the same."""
    reference = cite.STYLES[style](citation) if style else cite.house(citation)
    return list(dict.fromkeys([reference.cited, reference.listed]))


def _facts(found: Quotation, *, with_words: bool) -> dict[str, Any]:
    facts = {name: getattr(found.citation, name) for name in Citation.__slots__}
    return {**facts, "quotation": found.text, "marked": found.marked} if with_words else facts


commands = (cite_,)
