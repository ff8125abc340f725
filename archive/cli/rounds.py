"""A round as the person at the keyboard sees it: what happens while it goes on, and what each source gave."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import click

from archive import ingest
from archive.cli.frame import Frame, counted, print_json
from archive.extract import Readers
from archive.model import Note, Result
from archive.store import Store
from archive.watch import Round, Tally

_OUTCOMES = ("added", "changed", "unchanged", "rejected", "skipped")
_FINE = {"ok", "unchanged"}


def run(
    frame: Frame,
    store: Store,
    round_: Round,
    readers: Readers,
    *,
    listed: bool = True,
) -> bool:
    """Run a round; whether it came to its end, or was stopped before.

    A bar on a terminal, and a line for each article that is new or changed, each remark and each failure, unless they
    are not to be `listed`.
    """
    say = frame.say if listed else (lambda _words: None)
    done = 0
    with frame.progress("collecting") as update:

        def told(result: Result) -> None:
            nonlocal done
            round_.told(result)
            done += 1
            update(done, result.input.rstrip("/").rsplit("/", 1)[-1][:40])
            if result.outcome == "rejected" and listed:
                click.echo(f"{result.input}: {result.reason}", err=True)
            elif result.outcome in {"added", "changed"}:
                say(f"{result.outcome:<9} {result.article}  v{result.version}  {result.input}")

        def noted(note: Note) -> None:
            say(f"{note.input}: {note.text}")

        if round_.takes_up:
            say("the round before was cut short: what it left is taken up")
        ingest.add(store, round_.items(), round_, told=told, noted=noted, readers=readers)
        return round_.end()


def report(round_: Round, *, ended: bool, as_json: bool = False, one_line: bool = False) -> None:
    """What the round did, by source."""
    if as_json:
        whole = _whole(round_, ended=ended)
        click.echo(json.dumps(whole, ensure_ascii=False)) if one_line else print_json(whole)
        return
    for source in round_.chosen:
        tally = round_.tallies[source.id]
        click.echo(f"{source.name} ({source.kind}): {_in_words(tally)}")
    total = sum((tally.outcomes for tally in round_.tallies.values()), Counter[str]())
    counts = ", ".join(f"{total[name]:,} {name}" for name in _OUTCOMES if total[name]) or "nothing to look at"
    stopped = "" if ended else "; stopped before its end, and the next goes on from here"
    click.echo(f"round {round_.number}: {counts}{stopped}")


def _in_words(tally: Tally) -> str:
    if tally.failed:
        return f"could not be read: {tally.why} ({tally.words})"
    parts = [f"{tally.outcomes[name]:,} {name}" for name in _OUTCOMES if tally.outcomes[name]]
    reasons = ", ".join(f"{count:,} {why}" for why, count in tally.whys.most_common() if why not in _FINE)
    parts += [f"{counted(tally.left, 'page')} left for the next round"] if tally.left else []
    return (", ".join(parts) or "nothing new") + (f" ({reasons})" if reasons else "")


def _whole(round_: Round, *, ended: bool) -> dict[str, Any]:
    return {
        "round": round_.number,
        "ended": ended,
        "sources": [
            {
                "id": source.id,
                "url": source.url,
                "why": round_.tallies[source.id].why,
                "named": round_.tallies[source.id].named,
                "new": round_.tallies[source.id].new,
                "left": round_.tallies[source.id].left,
                **{name: round_.tallies[source.id].outcomes[name] for name in _OUTCOMES},
                "whys": dict(round_.tallies[source.id].whys.most_common()),
            }
            for source in round_.chosen
        ],
    }
