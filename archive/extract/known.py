"""The body of a page whose outlet's habits are known.

Where the container of its articles is known, only that one is walked, and each block is judged by what blocks of its
make have been so far; this takes a fraction of the time of weighing. It is believed only where the page looks as the
outlet's pages do: the container is there, no block of unknown make says much, the text is no stub, and nothing that
holds prose stands beside it unheard of. Otherwise the page is weighed like any other, and what the outlet repeats, or
always does, is put right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.extract import habits as learnt
from archive.extract.body import Body, Weighed, blocks
from archive.extract.body.containers import name, names_of

if TYPE_CHECKING:
    from typing import Any

    from archive.extract.body.blocks import Block
    from archive.extract.habits import Habits
    from archive.page import Page

# Fewer samples make no habit; more containers of one name hold a list.
_MIN_SAMPLES, MAX_CORES = 3, 12
# So few of the words, and of the blocks, may be of unknown make; of the shortest article, so many words are enough.
_UNSURE, _STRANGE, _SHORTER = 0.05, 0.1, 0.5
# What is of unknown make, but stands where the text does, is text unless that much of it is linked.
_LINKED = 0.5
# A container beside the text with so many paragraphs holds prose.
PARAGRAPHS = 3


def is_enough(habits: Habits) -> bool:
    """Whether enough is known of an outlet to read its pages by that."""
    return len(habits.samples) >= _MIN_SAMPLES and bool(habits.core)


def read(page: Page, habits: Habits, *, is_pared: bool = False) -> Body | None:
    """The body out of its usual container; None where the page does not look as usual.

    Of a page that another parser has pared down every make must have been seen before: parsers put damaged markup right
    each in its own way.
    """
    if not is_enough(habits):
        return None
    cores = [one for one in page.select(habits.core.partition(" ")[0]) if _name(one) == habits.core]
    if not 0 < len(cores) <= MAX_CORES or _is_accompanied(cores, habits):
        return None
    outer = [one for one in cores if not any(above in cores for above in one.iterancestors())]
    found = [block for one in outer for block in blocks.read_in(one) if not block.is_mere_link]
    makes = [learnt.make_of(block) for block in found]
    if is_pared and not habits.makes.keys() >= set(makes):
        return None
    verdicts = [habits.verdict(make) for make in makes]
    unsure = [block.words for block, verdict in zip(found, verdicts, strict=True) if verdict is None]
    is_text = (
        block.linked < _LINKED if verdict is None else verdict for block, verdict in zip(found, verdicts, strict=True)
    )
    chosen = [place for place, own in enumerate(is_text) if own and not _is_repeated(found[place], habits)]
    words = sum(found[place].words for place in chosen)
    if words < _SHORTER * habits.least_words or sum(unsure) > _UNSURE * words or len(unsure) > _STRANGE * len(chosen):
        return None
    return replace(Weighed(found, chosen).body(), origin="habits")


def put_right(page: Page, found: Weighed, habits: Habits) -> Weighed:
    """What was chosen of a page, without what its outlet repeats, and with what it always means as text."""
    others = habits.without(learnt.sample_of(page, found))
    if not others.samples:
        return found
    chosen = set(found.chosen)
    kept = []
    for place, block in enumerate(found.blocks):
        verdict = others.verdict(learnt.make_of(block))
        is_text = place in chosen if verdict is None or block.is_mere_link else verdict
        if is_text and not _is_repeated(block, others):
            kept.append(place)
    return replace(found, chosen=kept)


def _is_repeated(block: Block, habits: Habits) -> bool:
    return learnt.hashed(block.text) in habits.lines


def _is_accompanied(cores: list[Any], habits: Habits) -> bool:
    """Whether an element that no page had before stands beside the text and holds paragraphs."""
    beside = (one for core in cores for one in (core.getparent() if core.getparent() is not None else ()))
    return any(
        one.tag.__class__ is str
        and one not in cores
        and _name(one) not in habits.names
        and sum(1 for _ in one.iter("p")) >= PARAGRAPHS
        for one in beside
    )


def _name(element: Any) -> str:
    return name(element.tag, names_of(element))
