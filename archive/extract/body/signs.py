"""What speaks for or against a block as a part of the article, seen by itself and in its nearest company.

A sign is a name such as `words 3` (how many, in steps) or `in related` (a container around it is called so). How much
each weighs is learnt from pages with known texts, and lies in `weights.json` to be read; nothing else decides. Names of
outlets and words of articles are no signs, so that what is learnt holds elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from archive import text
from archive.extract import phrases
from archive.extract.body.company import Bundle, Group, step
from archive.extract.markup import DATE
from archive.extract.wording import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.extract.body.blocks import Block
    from archive.extract.body.containers import Shape

# The steps of each measure: a value counts as the first step that it does not pass.
_WORDS, _FEW, _MANY = (1, 3, 5, 8, 12, 18, 28, 45, 80), (3, 8, 18), (0, 1, 3)
_LINKED, _ROUGHLY, _NEIGHBOUR = (0, 0.1, 0.25, 0.5, 0.8, 0.95), (0, 0.25, 0.8), (0.25, 0.8)
_NEAR, _FAR_BELOW = (3, 8, 18, 40), (3, 10, 40, 100)
_BELOW = [f"below headline {far}" for far in range(len(_FAR_BELOW) + 1)]
# More of a block is linked where it is nothing but a link.
_ALL_LINKED = 0.8
# In words: longer lines are sentences, whatever stands in them; and in characters, how far they are compared.
_LABEL, _LINE, _COMPARED = 15, 40, 80
# A sentence ends with one of these, and what may close behind it.
_ENDING, _CLOSING = frozenset(".!?…。！？"), "\"'”’»“)]）」』"
_SENTENCES = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？]")
_PAUSES, _BULLETS, _QUOTES, _BRACKETS = map(frozenset, (":,;", "»•", "\"'“„«‘", "([*"))
_MARKS = ("@", "©")
_DIGIT, _YEAR = re.compile(r"\d"), re.compile(r"\d{4}")
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


def read(blocks: Sequence[Block], said: Said) -> list[list[str]]:
    """The signs of each block; none for mere links."""
    return [list(chain.from_iterable(one)) for one in bundles(blocks, said)]


def bundles(blocks: Sequence[Block], said: Said) -> list[list[Bundle]]:
    """The same in bundles."""
    lines = [_Line(block) for block in blocks]
    page = _Page(lines, said)
    return [
        []
        if line.is_mere or page.is_menu(line.block)
        else [*_of_text(line), _of_markup(line.block), *_of_company(at, lines, page), _of_page(at, line, page)]
        for at, line in enumerate(lines)
    ]


class _Line:
    """A block with what several signs ask of its text."""

    __slots__ = ("block", "ends_sentence", "folded", "is_mere", "linked", "normal")

    def __init__(self, block: Block) -> None:
        said = block.text
        self.block = block
        self.linked = step(_NEIGHBOUR, block.linked)
        self.is_mere = block.is_mere_link
        self.folded, self.normal, self.ends_sentence = said[:_COMPARED], "", False
        if not self.is_mere:
            self.ends_sentence = said.rstrip(_CLOSING)[-1:] in _ENDING
            if block.words <= _LINE:
                self.folded, self.normal = text.fold(said), normal(said)


class _Page:
    """What is counted over the whole page before any block is looked at."""

    def __init__(self, lines: Sequence[_Line], said: Said) -> None:
        self.parents: dict[int, Group] = defaultdict(Group)
        self.shapes: dict[Shape, Group] = defaultdict(Group)
        for line in lines:
            self.parents[id(line.block.container.up)].add(line.block)
            self.shapes[line.block.shape].add(line.block)
        self.times = Counter(line.folded for line in lines)
        self.seen: set[str] = set()
        self.title = frozenset(normal(said.title).split())
        heads = [place for place, line in enumerate(lines) if line.block.container.tag == "h1"]
        self.headlines = {lines[place].normal for place in heads} | {normal(said.title)} - {""}
        self.headline = self._headline(lines, heads)
        self.other_headline = next((place for place in heads if place > (self.headline or 0)), len(lines))
        self.dek = normal(said.dek)
        self.article_body = said.article_body

    def is_menu(self, block: Block) -> bool:
        """Whether a block is a link among others, with no prose beside it nor in any of its shape."""
        if block.linked <= _ALL_LINKED:
            return False
        return not self.parents[id(block.container.up)].prose and not self.shapes[block.shape].prose

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


def _of_text(line: _Line) -> list[Bundle]:
    block, words = line.block, line.block.words
    few, roughly = step(_FEW, words), step(_ROUGHLY, block.linked)
    sentences = step(_MANY, len(_SENTENCES.findall(block.text)))
    length = _of_length(step(_WORDS, words), few, step(_LINKED, block.linked), roughly, line.ends_sentence, sentences)
    look = (*_of_marks(line, roughly), *_of_looks(line, few))
    return [length, look, tuple(_of_phrases(line, few, roughly))] if words <= _LINE else [length, look]


@cache
def _of_length(words: int, few: int, linked: int, roughly: int, ends_sentence: bool, sentences: int) -> Bundle:
    return (
        f"words {words}",
        f"linked {linked}",
        f"words {few}, linked {roughly}",
        f"words {few}, sentence {ends_sentence:d}",
        f"sentences {sentences}",
    )


def _of_marks(line: _Line, roughly: int) -> list[str]:
    block, said = line.block, line.block.text
    first, last, found = said[0], said[-1], []
    if first.islower():
        found.append("begins small")
    if last in _PAUSES:
        found.append(f"ends in {last}")
    if block.words >= 3 and said.isupper():
        found.append(f"capitals, linked {roughly > 0:d}")
    if 4 * len(_DIGIT.findall(said)) > len(said):
        found.append("digits")
    if "|" in said or first in _BULLETS:
        found.append("bar")
    found += [mark for mark in _MARKS if mark in said]
    if first in _QUOTES:
        found.append("quotation")
    if first in _BRACKETS:
        found.append(f"begins {first}")
    return found


def _of_looks(line: _Line, few: int) -> list[str]:
    block, found = line.block, []
    if block.bold > 0.9:
        found.append(f"bold, sentence {line.ends_sentence:d}")
    if block.pictured:
        found += [f"pictured, sentence {line.ends_sentence:d}", f"pictured, words {few}"]
    return found


def _of_phrases(line: _Line, few: int, roughly: int) -> Iterator[str]:
    words, folded = line.block.words, line.folded
    for name, pattern in (("pointer", phrases.POINTER), ("furniture", phrases.FURNITURE), ("credit", phrases.CREDIT)):
        if pattern.match(folded):
            yield name
    if phrases.ADDRESSING.search(folded):
        yield from _of_addressing(folded, few)
    if words <= _LABEL:
        if phrases.ASIDE.match(folded):
            yield f"aside, linked {roughly}"
        if _YEAR.search(line.block.text) and DATE.search(line.block.text):  # every date has one, and most lines none
            yield "date"
        if _BY.match(line.block.text):
            yield "by"


def _of_addressing(folded: str, few: int) -> Iterator[str]:
    for name, pattern in (("paywall", phrases.PAYWALL), ("consent", phrases.CONSENT)):
        if pattern.search(folded):
            yield name
    if phrases.APPEAL.search(folded):
        yield f"appeal, words {few}"


def _of_markup(block: Block) -> Bundle:
    here, up = block.container, block.container.up
    around = here.around
    marks = (*(("hidden",) if around.is_hidden else ()), *(() if block.alone else ("between breaks",)))
    return _of_container(here.tag, here.kinds, up.kinds if up else None, around.kinds, around.tags, marks)


@lru_cache(maxsize=8192)
def _of_container(
    tag: str, own: Kinds, parents: Kinds | None, kinds_around: Kinds, tags_around: frozenset[str], marks: Bundle
) -> Bundle:
    """The signs of a container, which thousands have in common."""
    return (
        f"tag {tag}",
        *(f"called {kind}" for kind in own),
        *(f"parent called {kind}" for kind in parents or ()),
        *(f"in {kind}" for kind in kinds_around & TELLING_KINDS),
        *(f"in <{around}>" for around in tags_around & TELLING_TAGS),
        *marks,
    )


def _of_company(place: int, lines: Sequence[_Line], page: _Page) -> Iterator[Bundle]:
    container = lines[place].block.container
    yield page.parents[id(container.up)].of_parent
    yield page.shapes[lines[place].block.shape].of_shape
    for name, at in (("before", place - 1), ("after", place + 1)):
        if 0 <= at < len(lines):
            other = lines[at].block
            is_beside = other.container.up is container.up
            yield _of_neighbour(name, lines[at].linked, other.container.tag, step(_NEAR, other.words), is_beside)
            if other.pictured:
                yield (f"{name} pictured, beside {is_beside:d}",)
        else:
            yield (f"nothing {name}",)


@lru_cache(maxsize=8192)
def _of_neighbour(name: str, linked: int, tag: str, words: int, is_beside: bool) -> Bundle:
    kind = "h" if tag in _HEADINGS else tag if tag in {"p", "li"} else "other"
    return f"{name} linked {linked}, tag {kind}", f"{name} words {words}, beside {is_beside:d}"


def _of_page(place: int, line: _Line, page: _Page) -> Bundle:
    said = []
    if line.normal in page.headlines:
        said.append("headline")
    elif len(page.title) > 3 and len(page.title.intersection(line.normal.split())) >= 0.7 * len(page.title):
        said.append("like a headline")
    if line.block.words > 3:
        said += _of_wording(line, page)
    if page.headline is not None:
        if place == page.headline:
            said.append("the headline")
        elif place < page.headline:
            said.append("above headline")
        else:
            said.append(_BELOW[step(_FAR_BELOW, place - page.headline)])
        if page.other_headline < place:
            said.append("below another headline")
    return tuple(said)


def _of_wording(line: _Line, page: _Page) -> Iterator[str]:
    """Where else on the page the line's words stand."""
    form, folded = line.normal, line.folded
    if page.times[folded] > 1:
        yield "repeated"
    if folded in page.seen:
        yield "said before"
    page.seen.add(folded)
    if page.article_body:
        known = (form or normal(line.block.text))[:_COMPARED] in page.article_body
        yield "in json-ld" if known else "not in json-ld"
    if form and page.dek.startswith(form):
        yield "description"
