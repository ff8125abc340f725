"""Sources in words and in JSON: what was found at an address, and how each fares."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import click

from archive.cli.frame import counted, print_json
from archive.model import Gap, Source, SourceHealth, SourceMonth
from archive.watch import Find

_EXAMPLES = 3
_GAPS = 20
_WIDTH = 80


def _found(find: Find, word: str) -> dict[str, Any]:
    """What was found, and what became of it (`added as 3`, `left out`)."""
    return {
        "outcome": word,
        "shape": find.shape,
        "kind": find.kind,
        "url": find.url,
        "name": find.name,
        "told_by": find.told_by,
        "pages": len(find.named.pages),
        "sitemaps": len(find.named.further),
        "examples": [{"url": page.url, "title": page.title} for page in find.named.pages[:_EXAMPLES]],
    }


def print_found(told: Sequence[tuple[Find, str]], failures: Iterable[str], *, as_json: bool) -> None:
    """What was found and what became of it, with examples of what it would give; failures to stderr."""
    if as_json:
        print_json([_found(*one) for one in told])
    for find, word in () if as_json else told:
        click.echo(f"{word:<11} {find.shape}: {find.name} (told by {find.told_by})\n{'':<11} {find.url}")
        named = find.named
        if named.pages or named.further:
            more = "the first " if find.kind == "wayback" and named.further else ""
            inside = f"an index of {counted(len(named.further), 'sitemap')}; in the newest " if named.further else ""
            click.echo(f"{'':<11} {more or inside}{counted(len(named.pages), 'page')}, such as")
        for page in named.pages[:_EXAMPLES]:
            click.echo(f"{'':<13} {textwrap.shorten(page.title or page.url, _WIDTH - 14, placeholder=' …')}")
    for failure in failures:
        click.echo(failure, err=True)


def facts(source: Source) -> dict[str, Any]:
    """A source as its row has it."""
    names = ("id", "kind", "url", "name", "outlet", "since", "until", "added_at", "removed_at")
    return {name: getattr(source, name) for name in names}


def whole(one: SourceHealth) -> dict[str, Any]:
    """A source with all its months."""
    months = [
        {
            "month": month.month,
            "came": month.came,
            "unchanged": month.unchanged,
            "missed": dict(month.missed),
            "unread": list(month.unread),
        }
        for month in one.months
    ]
    told = {"last_read": one.last_read, "last_gave": one.last_gave, "waiting": one.waiting, "months": months}
    return {**facts(one.source), **told}


def gap(one: Gap) -> dict[str, Any]:
    """A gap, with the source it is of."""
    return {"source": one.source.id, "url": one.source.url, "since": one.since, "until": one.until, "words": one.words}


def print_health(found: Sequence[SourceHealth], gaps: Sequence[Gap], months: int) -> None:
    """A table that fits a terminal: each source with its last months, and after all the gaps, the latest first."""
    for one in found:
        source = one.source
        click.echo(click.style(f"{source.id}  {source.name}", bold=True) + f"  ({source.kind})")
        click.echo(f"   {source.url}")
        read, gave = (moment[:10] if moment else "never" for moment in (one.last_read, one.last_gave))
        removed = f", removed {source.removed_at[:10]}" if source.removed_at else ""
        click.echo(f"   last read {read}, last gave something {gave}, {one.waiting:,} waiting{removed}")
        if one.months:
            click.echo("   month        new   same  not taken, and why")
        for month in one.months[:months]:
            _print_month(month)
    for one_gap in list(reversed(gaps))[:_GAPS]:
        click.echo(_folded(f"gap  {one_gap.since[:10]} to {one_gap.until[:10]}  ", one_gap.words))
    if len(gaps) > _GAPS:
        click.echo(f"and {counted(len(gaps) - _GAPS, 'earlier gap')}")


def _print_month(month: SourceMonth) -> None:
    reasons = [f"{count:,} {why}" for why, count in month.missed]
    reasons += [f"could not be read itself: {', '.join(month.unread)}"] if month.unread else []
    click.echo(_folded(f"   {month.month}  {month.came:>6,} {month.unchanged:>6,}  ", "; ".join(reasons)))


def _folded(opening: str, words: str) -> str:
    """A line of a table whose last column goes on below itself where it is long."""
    indent = " " * len(opening)
    return textwrap.fill(words, _WIDTH, initial_indent=opening, subsequent_indent=indent) if words else opening.rstrip()
