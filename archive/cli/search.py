"""`pressmark search`: results with snippets, and how the question was understood."""

from __future__ import annotations

from urllib.parse import urlencode

import click

from archive import export
from archive.cli.export import write
from archive.cli.frame import Frame, WordsCommand, counted, joined, marked, print_json
from archive.model import Hit
from archive.search import Fts5, Query, Request, parse
from archive.search.engine import Page
from archive.store import Store, config


@click.command(cls=WordsCommand)
@click.argument("words", nargs=-1, metavar="QUERY...")
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Results on a page.")
@click.option("--after", help="Go on where a page ended.")
@click.option(
    "--count",
    type=click.Choice(["distinct", "articles"]),
    default="distinct",
    show_default=True,
    help="Which total comes first.",
)
@click.option("--json", "as_json", is_flag=True, help="What /search.json gives.")
@click.option("--csv", "as_csv", is_flag=True, help="Every match as CSV, with its text.")
@click.pass_obj
def search(
    frame: Frame,
    words: tuple[str, ...],
    sort: str,
    limit: int,
    after: str | None,
    count: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Find articles; words of a query need no quotes of the shell.

    \b
    Example:
      pressmark search immigration raid -drug
      pressmark search 'title:raid outlet:guardian from:2022-05' --sort newest
    """
    asked = joined(words)
    query = parse(asked)
    request = Request(query.root, sort=sort, size=limit, after=after)  # type: ignore[arg-type]
    with frame.open() as store:
        if as_csv:
            write(frame, store, export.CSV, export.chosen(None), export.Question(asked), "-")
        elif as_json:
            base_url = config.get(store.conn, "base_url")
            parameters = [("q", asked), ("sort", sort), ("size", str(limit))]
            print_json(
                export.answer(
                    frame.engine(store),
                    asked,
                    query,
                    request,
                    base_url=base_url,
                    next_address=lambda place: "/search.json?" + urlencode([*parameters, ("after", place)]),
                )
            )
        else:
            _print(query, frame.engine(store).search(request), count)


def print_page(store: Store, asked: str, limit: int) -> tuple[Hit, ...]:
    """Search and print, for the demo; returns the hits."""
    query = parse(asked)
    page = Fts5(store.conn).search(Request(query.root, size=limit))
    _print(query, page, "distinct")
    return page.hits


def _print(query: Query, page: Page, count: str) -> None:
    distinct, total = counted(page.distinct, "article"), counted(page.total, "article")
    if page.distinct == page.total:
        line = total
    else:
        line = (
            f"{distinct} ({page.total:,} with copies)"
            if count == "distinct"
            else f"{total} ({page.distinct:,} distinct)"
        )
    undated = f", {page.undated:,} undated" if page.undated else ""
    click.echo(
        f"{click.style(line, bold=True)}{undated} · {page.sort} · understood as: {query.understood or 'everything'}"
    )
    for note in query.notes:
        click.echo(note)
    for hit in page.hits:
        facts = [hit.outlet, hit.published or "no date", ", ".join(hit.authors)]
        click.echo(f"\n{hit.article_id:>6}  {click.style(hit.title or '[untitled]', bold=True)}")
        click.echo(f"        {' · '.join(fact for fact in facts if fact)}")
        if hit.snippet:
            click.echo(f"        {marked(hit.snippet)}")
    if page.widened and page.widened > page.total:
        click.echo(f"\n{counted(page.widened, 'article')} have any of these words: put OR between them")
    if page.next:
        click.echo(f"\nmore: --after={page.next}")


commands = (search,)
