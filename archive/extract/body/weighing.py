"""How sure it is that a block is text of the article: signs are added up, twice, and a third time where doubt is left.

Each step is a logistic regression: the weights of a block's signs are added, and the sum is a probability on the scale
of log odds. The first step knows a block and its company, the second where it stands by the first, the third what
trafilatura made of the page. The weights lie in `weights.json`, learnt by `benchmarks/weights.py` from pages whose text
is known; a sign without a weight says nothing.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING, Any

from archive.extract.body import places, signs
from archive.extract.body.blocks import holders
from archive.extract.wording import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.extract.body.blocks import Block
    from archive.extract.body.company import Bundle
    from archive.extract.body.signs import Said

    Weights = dict[str, float]

# Guesses are kept this far from certainty.
_LEAST = 1e-4
# What is guessed of a mere link: one in six hundred belongs to a text.
MERE_LINK = 0.002
# From this likelihood on a block may be text, and so much of a text is nearly all of it.
_MAYBE, _NEARLY = 0.3, 0.95
# In words: a text of fewer is weighed as one of so many, and no block counts more than so many for its witness.
_SHORT, LONG_BLOCK = 20, 40
# Of what is less likely than that, no witness makes text, so none is asked.
_MUTE = 0.05
# So many bundles are remembered: a thousand pages have fewer.
_MAX_MET = 20_000
# A line is found inside a longer one from so many characters on.
_MIN_PART = 40


@cache
def weights() -> dict[str, Weights]:
    """The weights of each step, by sign; the sign without a name is what every block begins with."""
    source = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    learnt: dict[str, Weights] = json.loads(source)
    return learnt


def guess(blocks: Sequence[Block], said: Said) -> list[float]:
    """How likely each block is text, from 0 to 1, by its signs and its place."""
    if not blocks:
        return []
    alone, placed = step("alone"), step("placed")
    first = [_likely(alone.sum(one)) if one else MERE_LINK for one in signs.bundles(blocks, said)]
    own = weights()["placed"]["first guess"]
    found = zip(first, places.bundles(blocks, first), strict=True)
    return [_likely(own * log_odds(guess) + placed.sum(around)) if around else guess for guess, around in found]


def hear(blocks: Sequence[Block], guesses: Sequence[float], lines: Sequence[str]) -> list[float]:
    """The guesses again, after a witness gave these lines for the text."""
    known, given = weights()["witnessed"], Given(lines)
    heard = []
    for block, before in zip(blocks, guesses, strict=True):
        odds = known[""] + known["guess"] * log_odds(before)
        if before > _MUTE and given.has(block):
            odds += known["given"] + known["given, long"] * min(block.words / LONG_BLOCK, 1)
        heard.append(_likely(odds))
    return heard


class _Step:
    """The weights of one step, and of the bundles that were met, on this page or before."""

    def __init__(self, known: Weights) -> None:
        self._known = known
        self._met: dict[Bundle, float] = {}

    def sum(self, found: Iterable[Bundle]) -> float:
        """What all signs of a block weigh together."""
        whole = self._known[""]
        for bundle in found:
            weight = self._met.get(bundle)
            if weight is None:
                if len(self._met) >= _MAX_MET:
                    self._met.clear()
                weight = self._met[bundle] = sum([self._known.get(sign, 0.0) for sign in bundle])
            whole += weight
        return whole


@cache
def step(name: str) -> _Step:
    """A step by the weights at hand; who changes these, as only who learns them does, has to clear its cache."""
    return _Step(weights()[name])


class Given:
    """The lines that a witness gave, to be asked for blocks."""

    def __init__(self, lines: Sequence[str]) -> None:
        forms = [normal(line) for line in lines]
        self._forms = set(forms)
        self._joined = " ".join(forms)

    def has(self, block: Block) -> bool:
        """Whether a block is one of the lines, or a long part of one."""
        form = normal(block.text)
        return form in self._forms or (len(form) >= _MIN_PART and form in self._joined)


def doubt(blocks: Sequence[Block], guesses: Sequence[float]) -> float:
    """How many words are probably wrong for each that is probably right."""
    wrong = sum((block.words + 1) * min(one, 1 - one) for block, one in zip(blocks, guesses, strict=True))
    right = sum((block.words + 1) * one for block, one in zip(blocks, guesses, strict=True))
    return wrong / max(right, _SHORT)


def around(blocks: Sequence[Block], guesses: Sequence[float]) -> Any:
    """The lowest element that holds nearly all of what may be text; None where nothing may."""
    maybe = [block for block, guess in zip(blocks, guesses, strict=True) if guess >= _MAYBE]
    return holders(maybe, _NEARLY)[0].element if maybe else None


def log_odds(likely: float) -> float:
    """A probability on the scale on which signs add up."""
    likely = min(max(likely, _LEAST), 1 - _LEAST)
    return log(likely / (1 - likely))


def _likely(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0
