"""What is known of the blocks of a page whose text is known: which of them are that text.

A block is text where most of its shingles of four words are in the text; a short one needs neighbours that are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from archive import text
from archive.extract.body import blocks, containers

# A block is text where that share of its shingles is in the known text; shorter ones need neighbours that are.
SHARE, SHORT, NEIGHBOURS = 0.6, 6, 30


def tokens(words: str) -> list[str]:
    """The words of a text, or its characters where it is written without spaces."""
    return re.findall(r"\w" if text.unspaced_runs(words) else r"\w+", words)


def known_of(gold: dict[str, Any], found: Sequence[blocks.Block]) -> tuple[list[int], list[int]]:
    """What is known of every block (1 text, 0 not, -1 either) and its length, by the shingles of the known text."""
    whole = tokens(gold["text"])
    shingles = {size: Counter(zip(*(whole[start:] for start in range(size)), strict=False)) for size in range(1, 5)}
    lengths, shares, own = [], [], []
    for block in found:
        own.append(tokens(block.text))
        size = min(4, len(own[-1]))
        cut = list(zip(*(own[-1][start:] for start in range(size)), strict=False)) if size else []
        shares.append(sum(shingle in shingles[size] for shingle in cut) / len(cut) if cut else 0.0)
        lengths.append(len(own[-1]))
    mass = masses(found, [n if share >= SHARE and n >= SHORT else 0 for n, share in zip(lengths, shares, strict=True)])
    known = [
        int(share >= SHARE and (length >= SHORT or around >= NEIGHBOURS))
        for share, length, around in zip(shares, lengths, mass, strict=True)
    ]
    times: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in sorted((place for place, one in enumerate(known) if one), key=lambda place: -mass[place]):
        times[tuple(own[place])].append(place)
    for said, alike in times.items():  # a teaser that repeats the text is none
        if len(said) >= 4:
            for place in alike[max(1, shingles[4][said[:4]]) :]:
                known[place] = 0
    either = {tuple(one[at : at + 3]) for one in map(tokens, optional(gold)) for at in range(len(one) - 2)}
    for place, words in enumerate(own):
        triples = [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
        if triples and 2 * sum(one in either for one in triples) >= len(triples):
            known[place] = -1
    return known, lengths


def optional(gold: dict[str, Any]) -> Iterator[str]:
    return (one["text"] for one in gold.get("paragraphs") or () if one["optional"])


def masses(found: Sequence[blocks.Block], lengths: Sequence[int]) -> list[int]:
    """How much sure text lies in the company of each block: in its container, or one of the two around it."""
    held: Counter[int] = Counter()
    companies = [[id(one) for one in (block.container, block.container.up, grand(block)) if one] for block in found]
    for company, length in zip(companies, lengths, strict=True):
        held.update(dict.fromkeys(company, length))
    return [max(held[one] for one in company) for company in companies]


def grand(block: blocks.Block) -> containers.Container | None:
    return block.container.up.up if block.container.up else None
