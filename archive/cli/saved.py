"""`pressmark save`, `saved` and `log`: searches under a name, what is new in them, and what was searched when."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from archive import export
from archive.cli.frame import Frame, WordsCommand, counted, joined, print_json
from archive.errors import UsageError
from archive.export import Question, news
from archive.search import Fts5
from archive.store import Store, searches, snapshot


@click.command(cls=WordsCommand)
@click.argument("name")
@click.argument("words", nargs=-1, metavar="QUERY...")
@click.option("--count", type=click.Choice(["articles", "distinct"]), default="articles", show_default=True)
@click.pass_obj
def save(frame: Frame, name: str, words: tuple[str, ...], count: str) -> None:
    """Keep a search under a name: its page is /saved/NAME, its feed /saved/NAME.atom.

    \b
    Example:
      pressmark save raids immigration raid -drug
      pressmark saved raids
    """
    question = Question(joined(words), distinct=count == "distinct")
    with frame.open() as store, store.transaction() as conn:
        searches.save(conn, name, question.data(), at=store.clock())
    click.echo(f"{name}: {question.query.understood or 'everything'}")


@click.command()
@click.argument("name", required=False)
@click.option("--remove", is_flag=True, help="Keep it no longer.")
@click.option("--peek", is_flag=True, help="Leave what is new as new.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def saved(frame: Frame, name: str | None, remove: bool, peek: bool, as_json: bool) -> None:
    """Run a saved search: what is new since it was last run. Without a name, list them all.

    \b
    Example:
      pressmark saved
      pressmark saved raids
      pressmark saved raids --remove
    """
    with frame.open() as store:
        if name is None:
            _list(store, as_json=as_json)
        elif remove:
            with store.transaction() as conn:
                searches.remove(conn, name)
        else:
            _run(store, name, peek=peek, as_json=as_json)


def _list(store: Store, *, as_json: bool) -> None:
    known = searches.everything(store.conn)
    if as_json:
        print_json([asdict(one) for one in known])
        return
    for one in known:
        last = f"{counted(one.matches or 0, 'article')} on {one.run_at[:10]}" if one.run_at else "not run yet"
        click.echo(f"{one.name:<24}  {last:<24}  {news.question(one).query.understood or 'everything'}")
    if not known:
        click.echo("no search is saved: pressmark save NAME QUERY")


def _run(store: Store, name: str, *, peek: bool, as_json: bool) -> None:
    """Tell what is new, and remember that it was told."""
    with snapshot(store.conn):
        one = searches.saved(store.conn, name)
        found = news.news(store.conn, Fts5(store.conn), one)
        held = Fts5(store.conn).search(Question().request()).total
    if not peek:
        at, question = store.clock(), news.question(one)
        with store.transaction() as conn:
            last = {"last_article": found.stamp.article, "last_change": found.stamp.change}
            searches.was_run(conn, name, at=at, matches=found.matches, **last)
            counts = {"matches": found.matches, "written": len(found.new), "excluded": held - found.matches}
            searches.log(conn, "saved", question.data(), question.query.understood, at=at, **counts)
    if as_json:
        print_json({"name": name, "since": one.run_at, "matches": found.matches, "new": [asdict(n) for n in found.new]})
        return
    for article in found.new:
        sign = "changed" if article.is_changed else "new"
        facts = " · ".join(filter(None, (article.outlet, article.published or "no date")))
        click.echo(f"{sign:<8}{article.id:>6}  v{article.version}  {article.title or '[untitled]'} ({facts})")
    since = f"since {one.run_at}" if one.run_at else "in its first run"
    click.echo(f"{len(found.new):,} new {since}, {counted(found.matches, 'article')} in all")


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file: .csv, .xlsx, .jsonl.")
@click.pass_obj
def log(frame: Frame, as_json: bool, output: Path | None) -> None:
    """Every search that gave data: when, what was asked and understood, how many matched, were written, left out.

    Written down are exports, samples and runs of saved searches on this command line; never what visitors of a server
    search for.

    \b
    Example:
      pressmark log
      pressmark log -o searches.csv
    """
    with frame.open() as store:
        lines = list(searches.logged(store.conn))
        made = store.clock()
    if output:
        form = export.form_of(output.name)
        if not form.holds_any:
            raise UsageError(f"a log cannot be {form.suffix}: write .csv, .xlsx, .jsonl or .parquet")
        export.save(output, export.pieces(form, export.records(searches.Logged, lines, made=made)))
    elif as_json:
        print_json([asdict(line) for line in lines])
    else:
        for line in lines:
            numbers = f"{line.matches:,} matched, {line.written:,} written, {line.excluded:,} left out"
            click.echo(f"{line.at}  {line.command:<7} {line.understood or 'everything'} {line.filters}".rstrip())
            click.echo(f"{'':22}{numbers}")


commands = (save, saved, log)
