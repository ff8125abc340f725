"""What one query may hold, and the sentences that say what was read otherwise than it may have been meant.

A query is bounded, so that none can be too much for the index or for the reader of texts. What is over is cut or read
more simply, and that is said like everything else: each kind of thing once, with its first examples.
"""

from __future__ import annotations

from archive.search.writing import MAX_DEPTH

MAX_WORDS = 2_000
MAX_FILTERS = 100
MAX_PREFIXES = 20
MAX_DISTANCES = 50

_SENTENCES = {
    "empty": "Left out, as no letter or number is in it: {}.",
    "operand": "Read as a word, as it has nothing to join or to exclude: {}.",
    "number": "Read as words, as a distance is 1 to 9,999 words, and atleast counts from 1 to 999: {}.",
    "beside": "Passed over, as only words, phrases and alternatives of them stand near each other: {}.",
    "times": "Passed over, as only words, phrases and alternatives of them can be counted: {}.",
    "field": "Read as a word, as its value must follow the colon at once: {}.",
    "date": "Read as words, as the value is no date such as 2022, 2022-05 or 2022-05-01: {}.",
    "length": "Read as words, as the value is no number such as 500, >500, <500 or 200-500: {}.",
    "star": "Passed over, as a * counts only at the end of a word: {}.",
    "deep": f"Brackets more than {MAX_DEPTH} deep are passed over, and what they hold is read as words.",
    "filters": f"Filters after the first {MAX_FILTERS} are read as words.",
    "prefixes": f"Beginnings of words after the first {MAX_PREFIXES} are read as whole words.",
    "distances": f"Distances between words after the first {MAX_DISTANCES} are passed over.",
    "cut": f"Only the first {MAX_WORDS:,} words of the query are read.",
}
_EXAMPLES_IN_A_SENTENCE = 5
_LENGTH_OF_AN_EXAMPLE = 40


class Bounds:
    """What a query may still have, and what there is to say of it."""

    def __init__(self) -> None:
        self._left = {
            "cut": MAX_WORDS,
            "filters": MAX_FILTERS,
            "prefixes": MAX_PREFIXES,
            "distances": MAX_DISTANCES,
        }
        self._noted: dict[str, list[str]] = {}

    def spend(self, kind: str, wanted: int = 1) -> int:
        """How many of those wanted the query may still have; fewer are said."""
        given = min(wanted, self._left[kind])
        self._left[kind] -= given
        if given < wanted:
            self.note(kind)
        return given

    def note(self, kind: str, example: str = "") -> None:
        """Remember something to say."""
        shown = example if len(example) <= _LENGTH_OF_AN_EXAMPLE else f"{example[:_LENGTH_OF_AN_EXAMPLE]}…"
        examples = self._noted.setdefault(kind, [])
        if shown not in examples:
            examples.append(shown)

    def sentences(self) -> tuple[str, ...]:
        """One sentence for each kind of thing noted."""
        return tuple(_SENTENCES[kind].format(_listed(examples)) for kind, examples in self._noted.items())


def _listed(examples: list[str]) -> str:
    shown = [f"“{example}”" for example in examples[:_EXAMPLES_IN_A_SENTENCE]]
    return ", ".join([*shown, "…"] if len(examples) > len(shown) else shown)
