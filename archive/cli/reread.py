"""`pressmark reread`: what was captured long ago, read with the extractor of today."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from archive import reread as again
from archive.cli.frame import Frame
from archive.cli.registered import further, outlets
from archive.extract import Habits, read_capture
from archive.model import Capture, Reading
from archive.store import habits

# What is told of one by one where they are few; longer runs are told by their numbers.
_LISTED = 12


@click.command()
@click.option("--outlet", metavar="SLUG", help="Only the articles of this outlet.")
@further
@click.option("--json", "as_json", is_flag=True, help="Print what became of every article as JSON.")
@click.pass_obj
def reread(frame: Frame, /, outlet: str | None, scrapers: Path | None, as_json: bool) -> None:
    """Extract again from the stored captures; what reads otherwise becomes a version marked as a re-reading.

    What the outlet changed, what people said, and every text that was cited stay as they are. A run that is stopped
    is gone on with by the next.

    \b
    Example:
      pressmark reread
      pressmark reread --outlet the-example-gazette --json
    """
    registry = outlets(frame, scrapers)

    def read(capture: Capture, known: Habits | None) -> Reading:
        return read_capture(capture, registry.for_url, known)

    with frame.open() as store:
        of = habits.outlet_ids(store.conn, outlet)[0] if outlet else None
        with frame.progress("reading again", habits.count(store.conn, of)) as update:
            telling = _JsonTelling(update) if as_json else _Telling(frame, update)
            report = again.reread(store, read, outlet, telling.told)
    telling.end(report)
    sys.exit(1 if report.counts["failed"] else 0)


class _Telling:
    """For a person: failures at once, what changed where it is little, and numbers."""

    def __init__(self, frame: Frame, update: Callable[[int, str], None]) -> None:
        self._frame, self._update = frame, update
        self._done = 0
        self._changed: list[again.Reread] = []

    def told(self, one: again.Reread) -> None:
        """One article."""
        self._done += 1
        self._update(self._done, f"article {one.article}")
        if one.outcome == "failed":
            click.echo(f"article {one.article}: {one.reason}", err=True)
        elif one.outcome == "left":
            self._frame.say(f"article {one.article} was left as it is: {one.reason}")
        elif one.outcome == "changed" and len(self._changed) <= _LISTED:
            self._changed.append(one)

    def end(self, report: again.Report) -> None:
        """The report."""
        for one in self._changed if len(self._changed) <= _LISTED else ():
            click.echo(f"changed   {one.article}  v{one.version}")
        counts = [f"{report.counts[name]:,} {name}" for name in again.OUTCOMES if report.counts[name]]
        click.echo(" · ".join(counts) or "nothing rests on a capture")


class _JsonTelling:
    """For a script: one object, written as articles are read."""

    def __init__(self, update: Callable[[int, str], None]) -> None:
        self._update = update
        self._done = 0

    def told(self, one: again.Reread) -> None:
        """One article."""
        click.echo("," if self._done else '{"articles": [')
        click.echo(json.dumps(asdict(one), ensure_ascii=False), nl=False)
        self._done += 1
        self._update(self._done, f"article {one.article}")

    def end(self, report: again.Report) -> None:
        """The numbers, and the end of the object."""
        click.echo("], " if self._done else '{"articles": [], ', nl=False)
        click.echo(json.dumps({name: report.counts[name] for name in again.OUTCOMES})[1:])


commands = (reread,)
