"""`pressmark show` and `pressmark stats`: one article, and the archive in numbers."""

from __future__ import annotations

import click

from archive import export, text
from archive.cli.frame import Frame, counted, print_json
from archive.model import Article, Version
from archive.store import config, overrides, shelf, stats


@click.command()
@click.argument("article_id", type=int, metavar="ID")
@click.option("--version", help="One of its versions: 1, 2, 2.1.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def show(frame: Frame, article_id: int, version: str | None, as_json: bool) -> None:
    """Read one article, with its versions and the evidence it rests on.

    \b
    Example:
      pressmark show 1
      pressmark show 1 --version 1 --json
    """
    with frame.open() as store:
        moved = shelf.redirect(store.conn, article_id)
        article = shelf.article(store.conn, moved or article_id, version)
        versions = shelf.versions(store.conn, article.id)
        if as_json:
            corrections = overrides.history(store.conn, article.id)
            base_url = config.get(store.conn, "base_url")
            print_json(export.whole(article, article.version.reading, versions, corrections, base_url=base_url))
        else:
            click.echo("\n".join(_page(article, versions)))


def _page(article: Article, versions: list[Version]) -> list[str]:
    read, seen = article.version.reading, article.capture
    said = [read.outlet, read.published or "no date", ", ".join(read.authors)]
    lines = [click.style(read.title or "[untitled]", bold=True), " · ".join(part for part in said if part), ""]
    lines += [read.dek, ""] if read.dek else []
    for number, paragraph in enumerate(text.paragraphs(read.text), 1):
        lines += [click.style(f"¶{number} ", dim=True) + paragraph, ""]
    lines += [f"[{link.kind}] {link.note} {link.url or ''}".rstrip() for link in read.links if link.kind == "embed"]
    lines.append(f"Article {article.id}, version {article.version.label} of {counted(len(versions), 'version')}")
    lines += [f"  v{one.label:<5} {one.first_seen}  {one.cause}" for one in versions if len(versions) > 1]
    lines += [f"Address: {article.canonical_url}"] if article.canonical_url else []
    if seen:
        lines.append(f"Captured {seen.captured_at} ({seen.evidence}) from {seen.final_url or seen.url or seen.source}")
        lines.append(
            f"Bytes  sha256:{seen.body_sha256}"
            + (f"  in {seen.place.file} at {seen.place.offset:,}" if seen.place else "")
        )
    lines.append(f"Text   sha256:{article.version.text_sha256}")
    lines += [f"Flags: {', '.join(read.flags)}"] if read.flags else []
    origin = ", ".join(f"{name}: {who}" for name, who in sorted(read.origin.items()))
    return [*lines, f"Who said what: {origin}"]


@click.command(name="stats")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def stats_(frame: Frame, as_json: bool) -> None:
    """The archive in numbers: articles, outlets, span, flags, and what could not be taken.

    \b
    Example:
      pressmark stats
    """
    with frame.open() as store:
        totals, outlets = stats.totals(store.conn), stats.outlets(store.conn)
        flags, failures = stats.flags(store.conn), stats.failures(store.conn)
    if as_json:
        print_json({**totals, "by_outlet": outlets, "flags": flags, "rejected": failures})
        return
    span = f"{totals['first']} to {totals['last']}" if totals["first"] else "no dates"
    click.echo(f"{counted(totals['articles'], 'article')} from {counted(totals['outlets'], 'outlet')}, {span}")
    click.echo(
        f"{totals['words']:,} words, {counted(totals['authors'], 'author')}, {counted(totals['captures'], 'capture')}"
    )
    click.echo(f"{totals['edited']:,} edited after publication, {totals['undated']:,} undated")
    for row in outlets[:15]:
        click.echo(f"{row['articles']:>9,}  {row['name']}")
    if len(outlets) > 15:
        click.echo(f"           and {len(outlets) - 15:,} more outlets")
    for name, rows in (("flagged", flags.items()), ("rejected", ((row["detail"], row["count"]) for row in failures))):
        for what, count in rows:
            click.echo(f"{count:>9,}  {name}: {what}")


commands = (show, stats_)
