"""What speaks for or against a block as a part of the article, seen by itself and in its nearest company.

A sign is a name such as `words 3` (how many, in steps) or `in related` (a container around it is called so). How much
each weighs is learnt from pages with known texts, and lies in `weights.json` to be read; nothing else decides. Names of
outlets and words of articles are no signs, so that what is learnt holds elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from archive import text
from archive.extract import phrases
from archive.extract.markup import DATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.extract.body.blocks import Block, Shape

# The steps of each measure: a value counts as the first step that it does not pass.
_WORDS, _FEW = (1, 3, 5, 8, 12, 18, 28, 45, 80), (3, 8, 18)
_LINKED, _ROUGHLY = (0, 0.1, 0.25, 0.5, 0.8, 0.95), (0, 0.25, 0.8)
_COMPANY_LINKED, _COMPANY_WORDS, _COMPANY_MASS = (0.05, 0.2, 0.4, 0.7), (3, 8, 15, 30), (20, 60, 150, 400)
_PROSE_WORDS = 12
# In words: longer lines are sentences, whatever stands in them; and in characters, how far they are compared.
_LABEL, _LINE, _COMPARED = 15, 40, 80
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»“)\]）」』]*$")
_SENTENCES = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？]")
_BY = re.compile(r"(?:by|von|par|por|di|door|av|text|foto?|fotos|photo|image|bild|写真)\b[:\s]", re.IGNORECASE)
TELLING_KINDS = frozenset(
    "comments related navigation advertising subscription sidebar consent share author facts box quote caption paywall "
    "post article standfirst hidden note".split()
)
TELLING_TAGS = frozenset(
    "aside footer header nav figure figcaption form table blockquote ul ol details address article main section dl "
    "button td li".split()
)
Kinds = frozenset[str]
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of its article elsewhere: the title, the description, and the text itself in JSON-LD."""

    title: str = ""
    dek: str = ""
    article_body: str = ""


def step(value: float, steps: Sequence[float]) -> int:
    """The number of the first step that a value does not pass."""
    return bisect_left(steps, value)


def read(blocks: Sequence[Block], said: Said) -> list[list[str]]:
    """The signs of each block; none for mere links."""
    lines = [_Line(block) for block in blocks]
    page = _Page(lines, said)
    return [
        []
        if line.block.is_mere_link
        else [*_of_text(line), *_of_markup(line.block), *_of_company(place, lines, page), *_of_page(place, line, page)]
        for place, line in enumerate(lines)
    ]


class _Line:
    """A block with what several signs ask of its text."""

    __slots__ = ("block", "ends_sentence", "folded", "make", "normal")

    def __init__(self, block: Block) -> None:
        self.block = block
        self.make = _make(step(block.linked, (0.25, 0.8)), block.container.tag)
        self.folded, self.normal, self.ends_sentence = block.text[:_COMPARED], "", False
        if not block.is_mere_link:
            self.ends_sentence = SENTENCE_END.search(block.text) is not None
            if block.words <= _LINE:
                self.folded, self.normal = text.fold(block.text), text.normal(block.text)


@cache
def _make(linked: int, tag: str) -> str:
    kind = "h" if tag in _HEADINGS else tag if tag in {"p", "li"} else "other"
    return f"linked {linked}, tag {kind}"


class _Group:
    """Blocks that have a parent or a shape in common: how many, how long, how much linked."""

    def __init__(self) -> None:
        self.blocks = self.words = self.prose = 0
        self.linked = 0.0
        self.parents: set[int] = set()

    def add(self, block: Block) -> None:
        self.blocks += 1
        self.words += block.words
        self.linked += block.linked * block.words
        if block.words >= _PROSE_WORDS and block.linked < 0.4:
            self.prose += 1
            self.parents.add(id(block.container.up))

    @cached_property
    def of_parent(self) -> tuple[str, ...]:
        """The signs of a block in the company of its parent."""
        return (*self._signs("parent"), f"parent prose {step(self.prose, (0, 1, 2, 4, 8))}")

    @cached_property
    def of_shape(self) -> tuple[str, ...]:
        """The signs of a block in the company of those of its shape."""
        if not self.prose:
            return self._signs("shape")
        return (*self._signs("shape"), f"shape spread {step(len(self.parents) / self.prose, (0.1, 0.34, 0.67, 0.99))}")

    def _signs(self, name: str) -> tuple[str, ...]:
        return _of_group(
            name,
            step(self.linked / self.words, _COMPANY_LINKED),
            step(self.words / self.blocks, _COMPANY_WORDS),
            step(self.words, _COMPANY_MASS),
        )


@cache
def _of_group(name: str, linked: int, words: int, mass: int) -> tuple[str, ...]:
    return f"{name} linked {linked}", f"{name} words {words}", f"{name} all words {mass}"


class _Page:
    """What is counted over the whole page before any block is looked at."""

    def __init__(self, lines: Sequence[_Line], said: Said) -> None:
        self.parents: dict[int, _Group] = defaultdict(_Group)
        self.shapes: dict[Shape, _Group] = defaultdict(_Group)
        for line in lines:
            self.parents[id(line.block.container.up)].add(line.block)
            self.shapes[line.block.shape].add(line.block)
        self.times = Counter(line.folded for line in lines)
        self.seen: set[str] = set()
        self.title = frozenset(text.normal(said.title).split())
        heads = [place for place, line in enumerate(lines) if line.block.container.tag == "h1"]
        self.headlines = {lines[place].normal for place in heads} | {text.normal(said.title)} - {""}
        self.headline = self._headline(lines, heads)
        self.other_headline = next((place for place in heads if place > (self.headline or 0)), len(lines))
        self.dek = text.normal(said.dek)
        self.article_body = said.article_body

    def _headline(self, lines: Sequence[_Line], heads: Sequence[int]) -> int | None:
        """Where the headline stands: the heading that shares most with the title, else the first of the highest."""
        shared = {
            place: len(self.title & set(line.normal.split()))
            for place, line in enumerate(lines)
            if line.block.container.tag in _HEADINGS and line.block.linked < 0.5
        }
        best = max(shared, key=lambda place: (shared[place], place in heads, -place), default=None)
        if best is not None and 2 * shared[best] > len(self.title):
            return best
        return next(iter(heads), None)


def _of_text(line: _Line) -> Iterator[str]:  # noqa: C901 - a list of signs, none of which depends on another
    block, words = line.block, line.block.words
    first, last = block.text[0], block.text[-1]
    few, roughly = step(words, _FEW), step(block.linked, _ROUGHLY)
    yield f"words {step(words, _WORDS)}"
    yield f"linked {step(block.linked, _LINKED)}"
    yield f"words {few}, linked {roughly}"
    yield f"words {few}, sentence {line.ends_sentence:d}"
    yield f"sentences {step(len(_SENTENCES.findall(block.text)), (0, 1, 3))}"
    if first.islower():
        yield "begins small"
    if last in ":,;":
        yield f"ends in {last}"
    if words >= 3 and block.text.isupper():
        yield f"capitals, linked {roughly > 0:d}"
    if 4 * sum(map(str.isdigit, block.text)) > len(block.text):
        yield "digits"
    if "|" in block.text or first in "»•":
        yield "bar"
    for mark in "@©":
        if mark in block.text:
            yield mark
    if first in "\"'“„«‘":
        yield "quotation"
    if first in "([*":
        yield f"begins {first}"
    yield from _of_looks(line, few)
    if words <= _LINE:
        yield from _of_phrases(line, few, roughly)


def _of_looks(line: _Line, few: int) -> Iterator[str]:
    block = line.block
    if block.bold > 0.9:
        yield f"bold, sentence {line.ends_sentence:d}"
    if block.pictured:
        yield f"pictured, sentence {line.ends_sentence:d}"
        yield f"pictured, words {few}"


def _of_phrases(line: _Line, few: int, roughly: int) -> Iterator[str]:
    words, folded = line.block.words, line.folded
    for name, pattern in (("pointer", phrases.POINTER), ("furniture", phrases.FURNITURE), ("credit", phrases.CREDIT)):
        if pattern.match(folded):
            yield name
    for name, pattern in (("paywall", phrases.PAYWALL), ("consent", phrases.CONSENT)):
        if pattern.search(folded):
            yield name
    if phrases.APPEAL.search(folded):
        yield f"appeal, words {few}"
    if words <= _LABEL:
        if phrases.ASIDE.match(folded):
            yield f"aside, linked {roughly}"
        if DATE.search(line.block.text):
            yield "date"
        if _BY.match(line.block.text):
            yield "by"


def _of_markup(block: Block) -> tuple[str, ...]:
    here, up = block.container, block.container.up
    around = here.around
    own = _of_container(here.tag, here.kinds, up.kinds if up else None, around.kinds, around.tags)
    hidden = ("hidden",) if around.is_hidden else ()
    return (*own, *hidden) if block.alone else (*own, *hidden, "between breaks")


@lru_cache(maxsize=8192)
def _of_container(
    tag: str, own: Kinds, parents: Kinds | None, kinds_around: Kinds, tags_around: frozenset[str]
) -> tuple[str, ...]:
    """The signs of a container, which thousands have in common."""
    return (
        f"tag {tag}",
        *(f"called {kind}" for kind in own),
        *(f"parent called {kind}" for kind in parents or ()),
        *(f"in {kind}" for kind in kinds_around & TELLING_KINDS),
        *(f"in <{around}>" for around in tags_around & TELLING_TAGS),
    )


def _of_company(place: int, lines: Sequence[_Line], page: _Page) -> tuple[str, ...]:
    block = lines[place].block
    around: list[str] = []
    for name, at in (("before", place - 1), ("after", place + 1)):
        if 0 <= at < len(lines):
            other = lines[at]
            around.append(f"{name} {other.make}")
            beside = other.block.container.up is block.container.up
            around.append(f"{name} words {step(other.block.words, (3, 8, 18, 40))}, beside {beside:d}")
            if other.block.pictured:
                around.append(f"{name} pictured, beside {beside:d}")
        else:
            around.append(f"nothing {name}")
    return (*page.parents[id(block.container.up)].of_parent, *page.shapes[block.shape].of_shape, *around)


def _of_page(place: int, line: _Line, page: _Page) -> Iterator[str]:  # noqa: C901 - so is this
    words, normal = line.block.words, line.normal
    if normal in page.headlines:
        yield "headline"
    elif len(page.title) > 3 and len(page.title.intersection(normal.split())) >= 0.7 * len(page.title):
        yield "like a headline"
    if words > 3:
        if page.times[line.folded] > 1:
            yield "repeated"
        if line.folded in page.seen:
            yield "said before"
        page.seen.add(line.folded)
        if page.article_body:
            known = (normal or text.normal(line.block.text))[:_COMPARED] in page.article_body
            yield "in json-ld" if known else "not in json-ld"
        if normal and page.dek.startswith(normal):
            yield "description"
    if page.headline is not None:
        if place == page.headline:
            yield "the headline"
        elif place < page.headline:
            yield "above headline"
        else:
            yield f"below headline {step(place - page.headline, (3, 10, 40, 100))}"
        if page.other_headline < place:
            yield "below another headline"
