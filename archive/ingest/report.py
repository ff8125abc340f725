"""What a run did, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from archive.model import Result


@dataclass(slots=True)
class Report:
    """What a run did, in numbers; the results themselves are handed on one by one, so that a run of any size fits."""

    batch: int
    counts: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    whys: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> bool:
        """Whether something asked for could not be done."""
        return self.counts["rejected"] > 0

    def count(self, result: Result) -> None:
        """Take a result into the numbers."""
        self.counts[result.outcome] += 1
        self.flags.update(result.flags)
        self.whys[result.why or "ok"] += 1
        if result.outcome in {"rejected", "skipped"}:
            self.reasons[result.reason or ""] += 1

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {kind}" for kind, count in self.counts.most_common())
