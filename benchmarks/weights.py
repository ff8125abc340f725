"""Learns the weights by which blocks of a page are taken for text, from pages whose text is known.

    python benchmarks/weights.py [--shared ../shared] [--write]

Prints how well pages are read by what the pages of other outlets have taught (fivefold, by outlet): what to expect of
pages that nobody has seen. `--write` learns from all pages and writes archive/extract/body/weights.json. It needs
scikit-learn, which nothing else here does. Every step is a logistic regression. A page weighs the same whatever its
length, and a sign counts that was seen on eight outlets. The guesses that the second step and the third start from are
made for each page by weights that were learnt from others, so that they are no surer than they will be on a page that
nobody has seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from archive import urls
from archive.extract import metadata, read_page
from archive.extract.body import blocks, places, scripts, signs, weighing, witness
from archive.page import Page
from benchmarks.extraction import SHARED, load
from benchmarks.known_text import known_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "archive" / "extract" / "body" / "weights.json"
# How much the pages of a set count; those of `wcxb-article` are many, and mostly guides and blogs.
SETS = {"aeb": 1.5, "fundus-eval": 1.5, "fundus": 1.5, "wcxb-article": 1.0}
# A smaller STRENGTH (C of the regression) keeps weights near 0; 0.1 read unseen outlets better than 0.3 and 0.03.
FOLDS, LEAST_OUTLETS, STRENGTH, LEAST_WEIGHT = 5, 8, 0.1, 0.02


@dataclass
class Example:
    """A page with its blocks, what is known of each (1 text, 0 not, -1 either), and its signs."""

    bench: str
    gold: dict[str, Any]
    page: Page
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
        counted *= [bool(row) for rows in found for row in rows]
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


def by_others(
    step: Step, examples: Sequence[Example], found: Sequence[list[list[str]]], before: Any = None
) -> list[list[float]]:
    """The guesses for each page by a step learnt from other outlets; what has no signs is guessed as before."""
    numbers = None if before is None else odds(before)
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
            earlier = [weighing.MERE_LINK] * len(answer) if before is None else before[place]
            guesses[place] = [one if row else was for one, row, was in zip(answer, found[place], earlier, strict=True)]
    return guesses


def odds(guesses: Sequence[Sequence[float]]) -> Any:
    return np.array([[weighing.log_odds(one)] for page in guesses for one in page])


def learn(examples: Sequence[Example]) -> tuple[Step, Step, list[list[float]]]:
    """The first two steps, and what others would guess of each page by them."""
    alone = [example.alone for example in examples]
    first = Step().learn(examples, alone)
    guesses = by_others(first, examples, alone)
    placed = [places.read(example.blocks, one) for example, one in zip(examples, guesses, strict=True)]
    second = Step(("first guess",)).learn(examples, placed, odds(guesses))
    return first, second, by_others(second, examples, placed, guesses)


def hearing(examples: Sequence[Example], guesses: Sequence[list[float]]) -> dict[str, float]:
    """The third step: how much a witness counts, learnt on the pages for which it would be heard."""
    rows, known, counted = [], [], []
    every = iter(zip(*weighted(examples), strict=True))
    for example, own in zip(examples, guesses, strict=True):
        element = weighing.around(example.blocks, own)
        given = weighing.Given(witness.of_part(element)) if element is not None else weighing.Given([])
        for block, likely in zip(example.blocks, own, strict=True):
            is_text, weight = next(every)
            is_given = given.has(block)
            length = min(block.words / weighing.LONG_BLOCK, 1)
            rows.append((weighing.log_odds(likely), is_given, is_given * length))
            known.append(is_text)
            counted.append(weight)
    told = np.array(counted)
    model = LogisticRegression(C=10).fit(np.array(rows)[told > 0], np.array(known)[told > 0], told[told > 0])
    names = ("guess", "given", "given, long")
    found = {"": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}
    return {name: round(value, 3) for name, value in found.items()}


def learnt_from(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The weights of all steps."""
    first, second, own = learn(examples)
    return {"alone": first.weights(), "placed": second.weights(), "witnessed": hearing(examples, own)}


@contextmanager
def using(learnt: dict[str, dict[str, float]]) -> Iterator[None]:
    """Pages are read by these weights meanwhile, and not by those that are shipped."""
    shipped = weighing.weights
    weighing.weights = lambda: learnt  # type: ignore[assignment]
    weighing.step.cache_clear()
    try:
        yield
    finally:
        weighing.weights = shipped
        weighing.step.cache_clear()


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
                outlet = urls.domain(gold["url"]) or gold["id"]
                known, lengths = known_of(gold, seen)
                alone = [[sys.intern(sign) for sign in one] for one in signs.read(seen, said)]
                found.append(Example(bench, gold, page, outlet, seen, known, lengths, alone))
    return found


def page_at(file: Path, url: str | None) -> Page:
    return Page(gzip.decompress(file.read_bytes()).decode(errors="replace"), url or None)


def told(benches: Sequence[str], scored: Sequence[dict[str, float]], aggregate: Any) -> str:
    """F1 of the text of each set."""
    cells = []
    for bench in SETS:
        found = aggregate([one for name, one in zip(benches, scored, strict=True) if name == bench])
        cells.append(f"{bench} {found['shF1']:.3f} (exact {found['exact']:.3f}, {found['fail']:.0f} fail)")
    return ", ".join(cells)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--shared", type=Path, default=SHARED)
    given = arguments.parse_args()
    score = load(given.shared / "tools" / "score_extraction.py")
    examples = examples_of(given.shared)
    scored: list[Any] = [None] * len(examples)
    for known, unseen in GroupKFold(FOLDS).split(examples, groups=[example.outlet for example in examples]):
        with using(learnt_from([examples[one] for one in known])):
            for place in unseen:
                example = examples[place]
                scored[place] = score.score_one(example.gold, {"text": read_page(example.page).text})
    print("outlets not learnt from:", told([one.bench for one in examples], scored, score.aggregate), flush=True)
    if given.write:
        learnt = learnt_from(examples)
        WEIGHTS.write_text(json.dumps(learnt, indent=0, ensure_ascii=False, sort_keys=True) + "\n")
        print({name: len(step) for name, step in learnt.items()})


if __name__ == "__main__":
    main()
