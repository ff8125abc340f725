"""Learns the weights by which blocks of a page are taken for text, from pages whose text is known.

    python benchmarks/weights.py [--shared ../shared] [--write]

Prints how well pages are read whose outlets were not learnt from (fivefold, by outlet), before any line is tidied;
`--write` learns from all pages and writes archive/extract/body/weights.json. It needs scikit-learn, which nothing else
here does. Every step is a logistic regression. A page weighs the same whatever its length, and a sign counts that was
seen on eight outlets. The guesses that the second step and the third start from are made for each page by weights that
were learnt from others, so that they are no surer than they will be on a page that nobody has seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from archive import text
from archive.extract import metadata
from archive.extract.body import blocks, places, scripts, signs, weighing, witness
from archive.page import Page
from benchmarks.extraction import SHARED, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "archive" / "extract" / "body" / "weights.json"
# How much the pages of a set count; those of `wcxb-article` are many, and mostly guides and blogs.
SETS = {"aeb": 1.5, "fundus-eval": 1.0, "fundus": 1.0, "wcxb-article": 0.5}
FOLDS, LEAST_OUTLETS, STRENGTH, LEAST_WEIGHT = 5, 8, 0.3, 0.02
# A block is text where that share of its shingles is in the known text; shorter ones need neighbours that are.
SHARE, SHORT, NEIGHBOURS = 0.6, 6, 30


@dataclass
class Example:
    """A page with its blocks, what is known of each (1 text, 0 not, -1 either), and its signs."""

    bench: str
    gold: dict[str, Any]
    outlet: str
    blocks: list[blocks.Block]
    known: list[int]
    lengths: list[int]
    alone: list[list[str]]


class Step:
    """A step that was learnt: its signs in order, and their weights; `extra` are numbers beside the signs."""

    def __init__(self, extra: tuple[str, ...] = ()) -> None:
        self.extra = extra
        self.places: dict[str, int] = {}
        self.model = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3)

    def learn(self, examples: Sequence[Example], found: Sequence[list[list[str]]], numbers: Any = None) -> Step:
        outlets: dict[str, set[str]] = defaultdict(set)
        for example, rows in zip(examples, found, strict=True):
            for sign in {sign for row in rows for sign in row}:
                outlets[sign].add(example.outlet)
        usual = sorted(sign for sign, seen in outlets.items() if len(seen) >= LEAST_OUTLETS)
        self.places = {sign: place for place, sign in enumerate(usual)}
        known, counted = weighted(examples)
        rows = self.matrix(found, numbers)
        self.model.fit(rows[counted > 0], known[counted > 0], sample_weight=counted[counted > 0])
        return self

    def matrix(self, found: Sequence[list[list[str]]], numbers: Any) -> Any:
        pairs = [
            (row, self.places[sign])
            for row, signs_of_block in enumerate(signs_of_block for rows in found for signs_of_block in rows)
            for sign in signs_of_block
            if sign in self.places
        ]
        height = sum(map(len, found))
        rows, columns = np.array(pairs, dtype=int).reshape(-1, 2).T
        signed = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(height, len(self.places)))
        return signed if numbers is None else hstack([csr_matrix(numbers), signed]).tocsr()

    def guess(self, found: Sequence[list[list[str]]], numbers: Any = None) -> list[list[float]]:
        likely = iter(self.model.predict_proba(self.matrix(found, numbers))[:, 1])
        return [[float(next(likely)) for _ in rows] for rows in found]

    def weights(self) -> dict[str, float]:
        values = dict(zip((*self.extra, *self.places), map(float, self.model.coef_[0]), strict=True))
        kept = {sign: round(value, 2) for sign, value in values.items() if abs(value) >= LEAST_WEIGHT}
        return {"": round(float(self.model.intercept_[0]), 3), **kept}


def weighted(examples: Sequence[Example]) -> tuple[Any, Any]:
    """What is known of every block, and how much that counts: by its share of the page's text, nothing where either."""
    known, counted = [], []
    for example in examples:
        whole = max(30, sum(n for n, is_text in zip(example.lengths, example.known, strict=True) if is_text == 1))
        own = [
            0.0 if is_text < 0 or block.is_mere_link else min((length + 4) / whole, 0.5)
            for block, length, is_text in zip(example.blocks, example.lengths, example.known, strict=True)
        ]
        others = sum(weight for weight, is_text in zip(own, example.known, strict=True) if not is_text)
        scale = [min(1.0, 3 / others) if others and not is_text else 1.0 for is_text in example.known]
        known += [is_text == 1 for is_text in example.known]
        counted += [SETS[example.bench] * one * factor for one, factor in zip(own, scale, strict=True)]
    result = np.array(counted)
    return np.array(known, dtype=int), result * len(result) / result.sum() * 0.05


def by_others(step: Step, examples: Sequence[Example], found: Sequence[list[list[str]]], numbers: Any = None) -> Any:
    """The guesses for each page by a step learnt from pages of other outlets."""
    guesses: list[Any] = [None] * len(examples)
    starts = np.cumsum([0, *map(len, found)])
    for learnt, asked in GroupKFold(4).split(examples, groups=[example.outlet for example in examples]):
        part = np.concatenate([np.arange(starts[one], starts[one + 1]) for one in learnt])
        rest = np.concatenate([np.arange(starts[one], starts[one + 1]) for one in asked])
        fresh = Step(step.extra).learn(
            [examples[one] for one in learnt],
            [found[one] for one in learnt],
            None if numbers is None else numbers[part],
        )
        answers = fresh.guess([found[one] for one in asked], None if numbers is None else numbers[rest])
        for place, answer in zip(asked, answers, strict=True):
            guesses[place] = settled(examples[place], answer)
    return guesses


def settled(example: Example, guesses: Sequence[float]) -> list[float]:
    """Guesses of a page, with what is guessed of mere links."""
    return [
        weighing.MERE_LINK if block.is_mere_link else one for block, one in zip(example.blocks, guesses, strict=True)
    ]


def odds(guesses: Sequence[Sequence[float]]) -> Any:
    return np.array([[weighing.log_odds(one)] for page in guesses for one in page])


def learn(examples: Sequence[Example]) -> tuple[Step, Step, list[list[float]]]:
    """The first two steps, and what others would guess of each page by them."""
    alone = [example.alone for example in examples]
    first = Step().learn(examples, alone)
    guesses = by_others(first, examples, alone)
    placed = [places.read(example.blocks, one) for example, one in zip(examples, guesses, strict=True)]
    second = Step(("first guess",)).learn(examples, placed, odds(guesses))
    return first, second, by_others(second, examples, placed, odds(guesses))


def guessed(first: Step, second: Step, examples: Sequence[Example]) -> list[list[float]]:
    """What two steps guess of pages."""
    guesses = [settled(one, page) for one, page in zip(examples, first.guess([e.alone for e in examples]), strict=True)]
    placed = [places.read(example.blocks, one) for example, one in zip(examples, guesses, strict=True)]
    return [settled(one, page) for one, page in zip(examples, second.guess(placed, odds(guesses)), strict=True)]


def hearing(examples: Sequence[Example], guesses: Sequence[list[float]], shared: Path) -> dict[str, float]:
    """The third step: how much a witness counts, learnt on the pages for which it would be heard."""
    rows, known, counted = [], [], []
    every = iter(zip(*weighted(examples), strict=True))
    for example, own in zip(examples, guesses, strict=True):
        folder = shared / "data" / "pages" / example.bench
        found = blocks.read(page_at(folder / example.gold["html"], example.gold["url"]).tree)
        element = weighing.around(found, own)
        given = weighing.Given(witness.of_part(element)) if element is not None else weighing.Given([])
        for block, likely in zip(found, own, strict=True):
            is_text, weight = next(every)
            is_given = given.has(block)
            length = min(block.words / weighing.LONG_BLOCK, 1)
            rows.append((weighing.log_odds(likely), is_given, is_given * length))
            known.append(is_text)
            counted.append(weight)
    told = np.array(counted)
    model = LogisticRegression(C=10).fit(np.array(rows)[told > 0], np.array(known)[told > 0], told[told > 0])
    names = ("guess", "given", "given, long")
    return {"": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def examples_of(shared: Path) -> list[Example]:
    """All pages with known text."""
    found = []
    for bench in SETS:
        for file in sorted((shared / "data" / "pages" / bench).glob("*.gold.json")):
            gold = json.loads(file.read_text())
            page = page_at(file.parent / gold["html"], gold["url"])
            seen = blocks.read(page.tree) if gold["text"] else []
            if seen:
                about = metadata.read(page)
                said = signs.Said(about.title or "", about.dek or "", scripts.article_body(page))
                outlet = ".".join(urlsplit(gold["url"] or gold["id"]).netloc.split(".")[-2:]) or gold["id"]
                known, lengths = known_of(gold, seen)
                alone = [[sys.intern(sign) for sign in one] for one in signs.read(seen, said)]
                found.append(Example(bench, gold, outlet, seen, known, lengths, alone))
    return found


def page_at(file: Path, url: str | None) -> Page:
    return Page(gzip.decompress(file.read_bytes()).decode(errors="replace"), url or None)


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


def grand(block: blocks.Block) -> blocks.Container | None:
    return block.container.up.up if block.container.up else None


def told(score: Any, examples: Sequence[Example], guesses: Sequence[list[float]]) -> str:
    """F1 of the text of each set, lines as they are."""
    cells = []
    for bench in SETS:
        rows = [
            score.score_one(
                one.gold, {"text": "\n\n".join(b.text for b, g in zip(one.blocks, own, strict=True) if g > 0.5)}
            )
            for one, own in zip(examples, guesses, strict=True)
            if one.bench == bench
        ]
        found = score.aggregate(rows)
        cells.append(f"{bench} {found['shF1']:.3f} (exact {found['exact']:.2f}, {found['fail']:.0f} fail)")
    return ", ".join(cells)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--shared", type=Path, default=SHARED)
    given = arguments.parse_args()
    score = load(given.shared / "tools" / "score_extraction.py")
    examples = examples_of(given.shared)
    outlets = [example.outlet for example in examples]
    guesses: list[Any] = [None] * len(examples)
    for known, unseen in GroupKFold(FOLDS).split(examples, groups=outlets):
        first, second, _ = learn([examples[one] for one in known])
        for place, own in zip(unseen, guessed(first, second, [examples[one] for one in unseen]), strict=True):
            guesses[place] = own
    print("outlets not learnt from:", told(score, examples, guesses), flush=True)
    if given.write:
        first, second, own = learn(examples)
        heard = {name: round(value, 3) for name, value in hearing(examples, own, given.shared).items()}
        learnt = {"alone": first.weights(), "placed": second.weights(), "witnessed": heard}
        WEIGHTS.write_text(json.dumps(learnt, indent=0, ensure_ascii=False, sort_keys=True) + "\n")
        print({name: len(step) for name, step in learnt.items()})


if __name__ == "__main__":
    main()
