"""What an outlet does on every page: the lines it repeats, and the containers that hold its articles.

No single page can tell that `Get the harbour in your inbox` is no sentence of the article; several of one outlet can,
for it stands in all of them. So a few articles of each outlet are kept as *samples*: hashes of the lines of the whole
page, the name of the container that held the text, and how often blocks of each make were text or not. Two pages of the
same article, an edit or a copy, say nothing about habits and count as one. Habits are plain data of bounded size; they
grow a page at a time, and the oldest sample makes room.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zlib import crc32

from archive import urls
from archive.extract import metadata
from archive.extract.body import weigh
from archive.extract.body.blocks import holders
from archive.extract.body.containers import name_of
from archive.extract.spots import NOWHERE, Spots
from archive.extract.wording import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archive.extract.body import Weighed
    from archive.extract.body.blocks import Block
    from archive.extract.metadata import Metadata
    from archive.model import Reading
    from archive.page import Page

# So many samples are kept of an outlet, and so many lines and makes of a page.
MAX_SAMPLES, _MAX_LINES, _MAX_MAKES = 12, 500, 120
# Of pages that are read by habits, one in so many is looked at as if nothing were known, lest a new habit stay unseen.
_ONE_IN = 8
# A container is the article's where it holds that share of its words.
_CORE = 0.9
# Two pages are of one article where they have that share of their long lines in common.
_SAME, _LONG_LINE = 0.3, 12
# A make is judged from so many blocks in several articles on, where at least, or at most, that share of them was text.
_ENOUGH, _SEVERAL, _MOSTLY, _MOSTLY_NOT = 3, 2, 0.9, 0.3
_IN = " < "
_DIGITS = re.compile(r"\d+")
_NOTHING = metadata.Metadata()

# A make of blocks: the container and the one around it, by tag and names.
Make = str


@dataclass(frozen=True, slots=True)
class Sample:
    """What one article showed: its key, hashes of all lines and of the long ones of its text, core, makes, words.

    `spots` are where it showed headline and byline. An archive may hold samples from before there were spots.
    """

    key: str
    lines: tuple[int, ...] = ()
    prose: tuple[int, ...] = ()
    core: str = ""
    makes: tuple[tuple[Make, int, int], ...] = ()
    words: int = 0
    spots: Spots = NOWHERE

    def is_same_article(self, other: Sample) -> bool:
        """Whether both are of one article: of one address, or with much of the text in common."""
        if self.key == other.key:
            return True
        least = min(len(self.prose), len(other.prose))
        return least > 0 and len(set(self.prose) & set(other.prose)) > _SAME * least


@dataclass(frozen=True)
class Habits:
    """What is known of an outlet from some of its articles, the newest last."""

    samples: tuple[Sample, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """As JSON holds it, and as processes hand it on."""
        return {"samples": [{name: getattr(sample, name) for name in Sample.__slots__} for sample in self.samples]}

    @classmethod
    def of_data(cls, data: Mapping[str, Any] | None) -> Habits:
        """Habits out of what `to_data` gave, through JSON or not; None is of an outlet that nothing is known of."""
        return cls(tuple(_sample_of(one) for one in data["samples"])) if data else cls()

    def with_samples(self, samples: Iterable[Sample]) -> Habits:
        """These and more; each takes the place of a sample of the same article, and the oldest make room."""
        found = self.samples
        for sample in samples:
            found = (*(one for one in found if not one.is_same_article(sample)), sample)[-MAX_SAMPLES:]
        return Habits(found)

    def without(self, own: Sample) -> Habits:
        """These as if that article had never been seen."""
        others = tuple(one for one in self.samples if not one.is_same_article(own))
        return self if len(others) == len(self.samples) else Habits(others)

    @cached_property
    def lines(self) -> frozenset[int]:
        """Hashes of all lines that stand in several articles of the outlet."""
        times = Counter(line for sample in self.samples for line in sample.lines)
        return frozenset(line for line, count in times.items() if count >= _SEVERAL)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all containers that hold blocks, or hold one that does."""
        return frozenset(name for make in self.makes for name in make.split(_IN))

    @cached_property
    def least_words(self) -> int:
        """The length of the shortest article."""
        return min((sample.words for sample in self.samples), default=0)

    def verdict(self, make: Make) -> bool | None:
        """Whether blocks of a make are text; None where too few are known, or some are and some are not."""
        chosen, dropped, articles = self.makes.get(make, (0, 0, 0))
        if chosen + dropped < _ENOUGH or articles < _SEVERAL or _MOSTLY_NOT < chosen / (chosen + dropped) < _MOSTLY:
            return None
        return chosen > dropped

    @cached_property
    def core(self) -> str:
        """The name of the container that holds most articles; empty where they do not agree."""
        names = Counter(sample.core for sample in self.samples)
        name, count = names.most_common(1)[0] if names else ("", 0)
        return name if count >= 2 and 2 * count > len(self.samples) else ""

    @cached_property
    def spots(self) -> Spots:
        """The containers that hold headline and byline."""
        return Spots.of_outlet(sample.spots for sample in self.samples)

    @cached_property
    def makes(self) -> Mapping[Make, tuple[int, int, int]]:
        """How many blocks of each make were text, how many were not, and in how many articles."""
        found: dict[Make, tuple[int, int, int]] = {}
        for sample in self.samples:
            for make, chosen, dropped in sample.makes:
                before = found.get(make, (0, 0, 0))
                found[make] = (before[0] + chosen, before[1] + dropped, before[2] + 1)
        return found


def learn(pages: Iterable[Page], habits: Habits | None = None) -> Habits:
    """The habits of an outlet, from some of its pages and from what was known before."""
    return (habits or Habits()).with_samples(map(sample, pages))


def sample(page: Page) -> Sample:
    """What one page shows."""
    about = metadata.read(page)
    return sample_of(page, weigh(page, about), about)


def sample_of(page: Page, found: Weighed, about: Metadata | Reading = _NOTHING) -> Sample:
    """What a page shows that has been weighed; `about` is what it states, without which no spots are found."""
    chosen = set(found.chosen)
    makes: dict[Make, list[int]] = defaultdict(lambda: [0, 0])
    for place, block in enumerate(found.blocks):
        if not block.is_mere_link:
            makes[make_of(block)][place not in chosen] += 1
    usual = sorted(makes.items(), key=lambda one: -sum(one[1]))[:_MAX_MAKES]
    own = [found.blocks[place] for place in found.chosen]
    return Sample(
        key=key_of(page),
        lines=tuple(dict.fromkeys(hashed(block.text) for block in found.blocks if not block.is_mere_link))[:_MAX_LINES],
        prose=tuple(dict.fromkeys(hashed(block.text) for block in own if block.words >= _LONG_LINE))[:_MAX_LINES],
        core=_core(own),
        makes=tuple((make, chosen_count, dropped) for make, (chosen_count, dropped) in usual),
        words=sum(block.words for block in own),
        spots=Spots.of_page(page, found.blocks, about),
    )


def is_due(page: Page) -> bool:
    """Whether a page is one of the few that are looked at although the outlet's habits are known."""
    return crc32(key_of(page).encode()) % _ONE_IN == 0


def key_of(page: Page) -> str:
    """What tells the page's article from others: a hash of its address, or where that is unknown of the page.

    No word of an article is kept with the habits, so that nothing of one that is taken down stays in them.
    """
    told = urls.identity(page.url) if page.url else page.html
    return hashlib.blake2b(told.encode(errors="replace"), digest_size=16).hexdigest()


def hashed(line: str) -> int:
    """A short hash of a line's wording; numbers count for nothing, so that `3 min read` is `5 min read`."""
    form = _DIGITS.sub("0", normal(line))
    return int.from_bytes(hashlib.blake2b(form.encode(), digest_size=6).digest())


def make_of(block: Block) -> Make:
    """The make of a block."""
    holder = block.container
    return f"{name_of(holder)}{_IN}{name_of(holder.up)}" if holder.up else name_of(holder)


def _core(own: Sequence[Block]) -> str:
    """The lowest named container that holds nearly all of the text."""
    return next((name_of(one) for one in holders(own, _CORE) if one.names.strip()), "")


def _sample_of(data: Mapping[str, Any]) -> Sample:
    makes = tuple((str(make), int(chosen), int(dropped)) for make, chosen, dropped in data["makes"])
    lines, prose = (tuple(map(int, data[name])) for name in ("lines", "prose"))
    spots = Spots(*map(str, data.get("spots", ())))
    return Sample(str(data["key"]), lines, prose, str(data["core"]), makes, int(data["words"]), spots)
