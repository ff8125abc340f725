"""Which blocks of a page are its article, once it is known how likely each is text.

Likely blocks are; and less likely ones where their place speaks for them: between two of the text, as a heading right
above it, or right behind it and made like its last. Out again goes what says nothing but what the text says anyway (a
few points in a list above it, words pulled out of it to catch the eye), and whatever follows where a page goes on with
another article.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from archive.extract.wording import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.extract.body.blocks import Block

# From this likelihood on a block is text; between others already from that, and as their heading or end from less.
TEXT, _BETWEEN, _HEADING, _END = 0.5, 0.3, 0.25, 0.2
# In words: an article has at least so many before another begins.
_WHOLE = 60
# In words: fewer may be said twice.
_QUOTED = 5
# So many points, of so many words on average, and no more of the whole.
_MAX_POINTS, _POINT, _SUMMARY = 6, 5, 0.25
# More of a heading is linked where it is that of another article.
_LINKED = 0.5
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def choose(found: Sequence[Block], guesses: Sequence[float]) -> list[int]:
    """The places of the blocks of the article, in order; `guesses` say how likely each block is text."""
    chosen = _without_points(found, _without_pulled(found, _likely(found, guesses)))
    return chosen[: _end_of_first(found, chosen)]


def _made(block: Block) -> tuple[str, ...]:
    """What blocks have in common that a site means alike: tag and names of their container, and of the one around."""
    here, up = block.container, block.container.up
    return (here.tag, here.names, up.tag, up.names) if up else (here.tag, here.names)


def _likely(found: Sequence[Block], guesses: Sequence[float]) -> list[int]:
    """The places of what is likely text, and of what its place makes likely enough."""
    sure = [place for place, guess in enumerate(guesses) if guess >= TEXT]
    chosen = sure[:1]
    for before, after in pairwise(sure):
        holders = {id(found[before].container.up), id(found[after].container.up)}
        between = range(before + 1, after)
        inside = {at for at in between if guesses[at] >= _BETWEEN and id(found[at].container.up) in holders}
        chosen += [at for at in between if at in inside or (at == after - 1 and _is_heading(found[at], guesses[at]))]
        chosen.append(after)
    return [*chosen, *_end(found, guesses, chosen)]


def _is_heading(block: Block, guess: float) -> bool:
    return guess >= _HEADING and block.container.tag in _HEADINGS and block.linked < _LINKED


def _end(found: Sequence[Block], guesses: Sequence[float], chosen: Sequence[int]) -> Iterable[int]:
    """What follows right behind the last block that was chosen, and is made like it; items of lists may be anything."""
    last = found[chosen[-1]] if chosen else None
    if last is None or last.container.tag == "li":
        return ()
    behind = range(chosen[-1] + 1, len(found))
    return takewhile(lambda at: guesses[at] >= _END and _made(found[at]) == _made(last), behind)


def _without_pulled(found: Sequence[Block], chosen: list[int]) -> list[int]:
    """Without quotations set apart that are only a part of what the text says anyway."""
    apart = [place for place in chosen if found[place].words >= _QUOTED and _is_quotation(found[place])]
    if not apart:
        return chosen
    said = {place: normal(found[place].text) for place in chosen}
    pulled = {place for place in apart if any(said[place] in other and said[place] != other for other in said.values())}
    return [place for place in chosen if place not in pulled]


def _without_points(found: Sequence[Block], chosen: list[int]) -> list[int]:
    """Without a short list of its points above the text."""
    points = list(takewhile(lambda place: found[place].container.tag == "li", chosen))
    words, whole = (sum(found[place].words for place in places) for places in (points, chosen))
    is_summary = len(points) <= _MAX_POINTS and words >= _POINT * len(points) and words <= _SUMMARY * whole
    return chosen[len(points) :] if is_summary else chosen


def _is_quotation(block: Block) -> bool:
    around = block.container.around
    return "blockquote" in around.tags or "quote" in around.kinds


def _end_of_first(found: Sequence[Block], chosen: Sequence[int]) -> int:
    """How many of the chosen blocks there are before the next article of a page that goes on with others.

    That one begins with a headline of the same make as the first elsewhere, or with the very same headline again; and
    its text stands in another container.
    """
    headlines = [place for place, block in enumerate(found) if block.container.tag == "h1"]
    above = [place for place in headlines if chosen and place <= chosen[0]]
    if not above:
        return len(chosen)
    first = found[above[-1]]
    words = 0
    ends = iter([place for place in headlines if place > chosen[0] and _begins_another(found[place], first)])
    end = next(ends, None)
    for count, place in enumerate(chosen):
        if end is not None and place >= end:
            goes_on = found[place].container.up is found[chosen[count - 1]].container.up
            if words >= _WHOLE and not goes_on:
                return count
            end = next(ends, None)
        words += found[place].words
    return len(chosen)


def _begins_another(headline: Block, first: Block) -> bool:
    one, other = headline.container, first.container
    if headline.text == first.text:
        return True
    if one.shape != other.shape or one.up is other.up:
        return False
    return bool(other.names.strip()) or (
        one.around.article is not other.around.article and one.around.article is not None
    )
