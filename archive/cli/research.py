"""`pressmark sample` and `pressmark methods`: what a study needs of a search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archive import export
from archive.cli.export import write_down
from archive.cli.frame import Frame, WordsCommand, counted, joined, print_json
from archive.errors import InputError, UsageError
from archive.export import Question, account, methods, unpacking
from archive.export import sample as sampled
from archive.search import Fts5
from archive.store import snapshot


@click.command(cls=WordsCommand)
@click.argument("words", nargs=-1, metavar="[QUERY...]")
@click.option("--n", "size", type=click.IntRange(1), required=True, help="How many articles.")
@click.option("--by", default="", metavar="A,B", help="Stratified by outlet, year, month, section, language.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed is another sample.")
@click.option("--coders", type=click.IntRange(1, 100), default=1, show_default=True, help="Dealt out to so many.")
@click.option("--overlap", type=click.IntRange(0), default=0, show_default=True, help="So many go to every coder.")
@click.option("--columns", "names", metavar="A,B", help="Which columns of the articles.")
@click.option("-o", "--output", required=True, help="The file to write: .csv, .xlsx, .jsonl or .parquet.")
@click.pass_obj
def sample(
    frame: Frame,
    words: tuple[str, ...],
    size: int,
    by: str,
    seed: int,
    coders: int,
    overlap: int,
    names: str | None,
    output: str,
) -> None:
    """Draw a stratified sample that can be drawn again, ready for coding.

    Every stratum gives its share of the sample. The same archive and seed give the same sample on any machine. Prints
    the strata: matches, drawn, values.

    \b
    Example:
      pressmark sample raid -drug --n 200 --by outlet,year --seed 1 -o sample.xlsx
      pressmark sample raid --n 400 --coders 2 --overlap 50 -o sample.csv
    """
    form = export.form_of(output)
    if form.fixed or form.needed:
        raise UsageError(f"a sample has columns of its own, and so cannot be {form.suffix}: write .csv or .xlsx")
    chosen = export.chosen(names) if names else sampled.COLUMNS
    plan = sampled.Plan(size, tuple(one.strip() for one in by.split(",") if one.strip()), seed, coders, overlap)
    question = Question(joined(words))
    with frame.open() as store:
        with snapshot(store.conn):
            drawn = sampled.draw(store.conn, Fts5(store.conn), question, plan)
            table = sampled.table(store.conn, drawn, plan, chosen, made=store.clock())
            export.save(Path(output), export.pieces(form, export.counted(table)))
        write_down(store, "sample", question, len(drawn.units))
    for one in drawn.strata:
        click.echo(f"{one.matches:>8,} {one.drawn:>6,}  {' · '.join(value or '[unknown]' for value in one.values)}")
    if len(drawn.units) < size:
        frame.say(
            f"there are no more than {counted(len(drawn.units), 'article')} that match, and all of them are in it"
        )
    frame.say(f"{output}: {counted(len(drawn.units), 'article')}, {counted(table.expected or 0, 'row')}")


@click.command(name="methods", cls=WordsCommand)
@click.argument("words", nargs=-1, metavar="[QUERY... | FILE.zip]")
@click.option("--count", type=click.Choice(["articles", "distinct"]), default="articles", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="All that is known, as in a package's manifest.")
@click.pass_obj
def methods_(frame: Frame, words: tuple[str, ...], count: str, as_json: bool) -> None:
    """The counts of a search in the order of PRISMA's diagram, and a draft of the paragraph for a methods section.

    Of a package it tells what its manifest says, and needs no archive.

    \b
    Example:
      pressmark methods raid -drug
      pressmark methods raids.zip
    """
    asked = joined(words)
    if asked.lower().endswith(".zip"):
        told = _of_package(Path(asked))
    else:
        question = Question(asked, distinct=count == "distinct")
        with frame.open() as store, snapshot(store.conn):
            engine = Fts5(store.conn)
            page = engine.search(question.request())
            told = account.account(store.conn, engine, question, page, made=store.clock())
    if as_json:
        print_json(told)
        return
    try:
        lines = [f"{name:<14}{number:>10,}  {meaning}" for name, number, meaning in methods.counts(told)]
        draft = methods.paragraph(told)
    except (KeyError, TypeError, AttributeError, ValueError):  # a manifest that somebody has written anew
        raise InputError(f"the manifest of {asked} lacks what a methods section needs") from None
    click.echo("\n".join([*lines, "", draft]))


def _of_package(path: Path) -> dict[str, Any]:
    checked = unpacking.check(path)
    if checked.faults:
        raise InputError(f"{path} is not as it was written: pressmark verify {path} says what is wrong")
    return checked.manifest


commands = (sample, methods_)
