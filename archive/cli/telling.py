"""What `pressmark add` says while and after it works."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Self

import click

from archive.cli.frame import Frame
from archive.ingest import Report
from archive.model import Note, Result

# How many results are told one by one; a longer run is told by its numbers, and by every failure.
_LISTED = 12


class Telling:
    """Says what happens: lines for a person, one JSON object for a script, written as results arrive."""

    def __init__(self, frame: Frame, *, as_json: bool) -> None:
        self._frame = frame
        self._as_json = as_json
        self._results = 0
        self._listed: list[Result] = []
        self._progress = frame.progress("adding")

    def __enter__(self) -> Self:
        self._update = self._progress.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.__exit__(*error)  # type: ignore[arg-type]

    def noted(self, note: Note) -> None:
        """A remark of a source."""
        self._frame.say(f"{note.input}: {note.text}")

    def told(self, result: Result) -> None:
        """One result: failures to stderr at once, the others to the list, or into the JSON that is being written."""
        self._results += 1
        self._update(self._results, Path(result.input).name[-40:])
        if result.outcome == "rejected" or (result.outcome == "skipped" and not self._frame.quiet):
            click.echo(f"{result.input}: {result.reason}", err=True)
        if self._as_json:
            click.echo('{"inputs": [' if self._results == 1 else ",")
            click.echo(json.dumps(_row(result), ensure_ascii=False), nl=False)
        elif len(self._listed) <= _LISTED:
            self._listed.append(result)

    def end(self, report: Report) -> None:
        """The report: numbers always, and every article where they are few."""
        names = ("added", "changed", "unchanged", "rejected", "skipped")
        if self._as_json:
            click.echo("], " if self._results else '{"inputs": [], ', nl=False)
            click.echo(json.dumps({"batch": report.batch, **{name: report.counts[name] for name in names}})[1:])
            return
        if len(self._listed) <= _LISTED:
            for result in self._listed:
                if result.article is not None:
                    flags = f"  ({', '.join(result.flags)})" if result.flags else ""
                    click.echo(f"{result.outcome:<9} {result.article}  v{result.version}  {result.input}{flags}")
        click.echo(
            " · ".join(f"{report.counts[name]:,} {name}" for name in names if report.counts[name] or name == "added")
        )
        if report.flags:
            click.echo("flagged: " + ", ".join(f"{count:,} {flag}" for flag, count in report.flags.most_common()))


def _row(result: Result) -> dict[str, object]:
    return {
        "input": result.input,
        "outcome": result.outcome,
        "reason": result.reason,
        "article": result.article,
        "version": result.version,
        "flags": list(result.flags),
        "why": result.why,
    }
