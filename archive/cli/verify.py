"""`pressmark verify`: is everything what it was, and if not, what is to be done."""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from archive import verify
from archive.cite import checking
from archive.cli.frame import Frame, counted, print_json, quietly
from archive.errors import TakenDownError, UsageError
from archive.extract.worker import Pool
from archive.model import Version
from archive.store import config, shelf, tombstones

# What a state means for the person who asked.
_MEANS = {
    "table gone": "its table is no longer there, and the archive keeps only the hash of the row",
    "another text": "the extractor is another by now: pressmark reread makes versions of that",
    "no text": "the capture gives no article when it is read now",
}


@click.command(name="verify")
@click.argument("thing", required=False, metavar="[ID | CITATION | FILE.zip]")
@click.option("--hashes-only", is_flag=True, help="Do not read captures again: much faster.")
@click.option("--json", "as_json", is_flag=True)
@quietly
@click.pass_obj
def verify_(frame: Frame, thing: str | None, hashes_only: bool, as_json: bool) -> None:
    """Recompute every hash from the bytes that are kept, of the archive or of one article, or check a citation.

    A capture is unchanged since capture, a text is as recorded, and a capture that is read again gives the same text
    or, with a newer extractor, another; only the first two can fail. Of a package that pressmark export has written,
    every file, row and text is counted anew; that needs no archive.

    \b
    Example:
      pressmark verify
      pressmark verify 12
      pressmark verify --hashes-only --json
      pressmark verify "Ferry late, pressmark:12/v2#p4 (sha256:4f8a2c31d09e)"
      pbpaste | pressmark verify -
      pressmark verify raids.zip
    """
    if thing is not None and thing.lower().endswith(".zip"):
        _check_package(Path(thing), as_json=as_json)
    if thing is not None and not (thing.isascii() and thing.isdigit()):
        _check_citation(frame, sys.stdin.read() if thing == "-" else thing, as_json=as_json)
    article = int(thing) if thing else None
    counts: Counter[tuple[str, str]] = Counter()
    failures: list[verify.Finding] = []
    with frame.open() as store, Pool() as pool:
        readers = None if hashes_only else pool
        if article:
            shelf.article(store.conn, article)
        total = None if article else verify.count(store)
        with frame.progress("verifying", total) as update:
            for finding in verify.check(store, readers, article):
                counts[finding.subject, finding.state] += 1
                update(counts.total(), finding.name)
                if finding.failed:
                    failures.append(finding)
                    click.echo(f"{finding.name}: {finding.state}: {finding.detail}", err=True)
                elif article and not as_json:
                    click.echo(f"{finding.name}: {finding.state}" + (f" ({finding.detail})" if finding.detail else ""))
    _tell(counts, failures, as_json=as_json)
    sys.exit(1 if failures else 0)


def _check_package(path: Path, *, as_json: bool) -> NoReturn:
    """Say whether a package is as it was written; exits 0 where it is."""
    from archive.export import unpacking  # with all that packages are made by

    found = unpacking.check(path)
    if as_json:
        faults = [asdict(fault) for fault in found.faults]
        print_json({"rows": found.rows, "manifest_sha256": found.manifest_sha256, "faults": faults})
    else:
        for fault in found.faults:
            click.echo(f"{fault.name}: {fault.what}", err=True)
        if not found.faults:
            click.echo(
                f"{path.name} is whole: {counted(found.rows, 'article')}, as written {found.manifest['made_at']}"
            )
        click.echo(f"sha256 of its manifest: {found.manifest_sha256}")
    sys.exit(1 if found.faults else 0)


def _versions(conn: sqlite3.Connection, article: int) -> list[Version]:
    """Every version of an article; raises TakenDownError, which says what its hashes were."""
    found = shelf.versions(conn, article)
    stone = None if found else tombstones.find(conn, article)
    if stone:
        raise TakenDownError(stone.words, by_law=stone.by_law)
    return found


def _check_citation(frame: Frame, pasted: str, *, as_json: bool) -> NoReturn:
    """Say whether the archive still holds exactly what was cited; exits 0 where it does."""
    given = checking.read(pasted)
    if given.article_id is None and not given.hashes:
        raise UsageError("that is no article’s number, and there is no permanent link and no hash of a text in it")
    with frame.open() as store:
        conn = store.conn
        found = checking.check(
            pasted,
            versions_of=partial(_versions, conn),
            holders_of=lambda digest: shelf.with_text(conn, digest),
            base_url=config.get(conn, "base_url"),
        )
    if as_json:
        print_json(asdict(found))
    else:
        click.echo("\n".join(found.said))
    sys.exit(0 if found.holds else 1)


def _tell(counts: Counter[tuple[str, str]], failures: list[verify.Finding], *, as_json: bool) -> None:
    if as_json:
        checked: dict[str, dict[str, int]] = {"capture": {}, "text": {}, "reading": {}}
        for (subject, state), count in counts.items():
            checked[subject][state] = count
        told = [{"what": one.name, "state": one.state, "detail": one.detail} for one in failures]
        print_json({"checked": checked, "failures": told})
        return
    for (subject, state), count in counts.items():
        means = f"  ({_MEANS[state]})" if state in _MEANS else ""
        click.echo(f"{counted(count, subject)}: {state}{means}")
    if not counts:
        click.echo("there is nothing to verify")


commands = (verify_,)
