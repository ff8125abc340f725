"""Who said what: quotations of a search with their speakers, as far as the words beside them tell.

A speaker is believed on one of three signs, and the sign is told:

    named      a verb of speech and a name stand beside the quotation: “…,” said Ann Lee; Ann Lee, its chair, said: “…”
    again      a pronoun or a family name alone, of the speaker named last in the article
    goes on    the quotation goes on from the paragraph before, which was left open

Anything else has no speaker. Quotations of fewer than four words are mostly names and ironies and are passed over.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from archive import text
from archive.model import version_label
from archive.search import quotes, tree, words
from archive.search.concordance import everyone
from archive.search.engine import Engine, Request
from archive.search.passages import mark_all
from archive.search.tree import Everything, Node, Term
from archive.text import HIT_CLOSE, HIT_OPEN

Sign = Literal["named", "again", "goes on"]

# Articles read for one answer, and words that make speech of a quotation.
MOST_ARTICLES = 500
LEAST_WORDS = 4
_AT_ONCE = 50
_BESIDE = 90  # characters before and after a quotation in which its speaker is looked for
_VERB = (
    r"(?:sa(?:id|ys)|told|tells|ask(?:ed|s)|add(?:ed|s)|wrote|writes|argued|argues|warned|warns|explained|explains"
    r"|insisted|insists|claimed|claims|replied|recalled|recalls|continued|shouted|announced|admitted|conceded"
    r"|sagt(?:e)?|erklärt(?:e)?|meint(?:e)?|betont(?:e)?|fragt(?:e)?"
    r"|(?:a )?dit|(?:a )?déclaré?|affirme|(?:a )?affirmé|explique|(?:a )?expliqué|estime|raconte|ajoute"
    r"|dijo|afirmó|explicó|añadió|declaró|ha detto|disse|afirmou)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀŁŚŠŽČĆĐİŐŰ]"
_WORD = rf"{_CAPITAL}[\w'’.-]*"
_NAME = rf"{_WORD}(?:\s(?:(?:de|du|la|van|von|der|den|al|bin|el|di)\s)*{_WORD}){{0,3}}"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ee]r|[Ss]ie|[Ii]l|[Ee]lle)"
_WHO = rf"(?P<who>{_NAME}|{_PRONOUN})"
_ROLE = r"(?:,\s[^.!?“”\"«»]{1,70}?,)?"
_SAID_WHO = re.compile(rf"\s*[,.]?\s*{_VERB}\s{_WHO}\b")
_WHO_SAID = re.compile(rf"\s*[,.]?\s*(?:[a-z]+\s){{0,2}}{_WHO}{_ROLE}\s{_VERB}\b")
_BEFORE = re.compile(rf"{_WHO}{_ROLE}\s{_VERB}\b[^.!?“”\"«»]{{0,30}}[:,]?\s*$")
_TITLED = re.compile(r"(?:The|A|An|But|And|In|On|At|When|Then|Mr|Mrs|Ms|Dr|Herr|Frau|Mme|M)\.?\s+")
_ROWS = """
SELECT a.id, a.version, a.reread, a.title, o.name, a.published, a.language, a.text
FROM json_each(?) AS wanted JOIN articles AS a ON a.id = wanted.value LEFT JOIN outlets AS o ON o.id = a.outlet_id
ORDER BY wanted.key
"""


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation of one paragraph, its marks included, with its speaker and the sign for it (None: unknown)."""

    words: str
    paragraph: int
    speaker: str | None
    sign: Sign | None


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation and where it stands; its words carry the private marks of `archive.text` around hits."""

    article_id: int
    version: str
    title: str | None
    outlet: str | None
    published: str | None
    speech: Speech


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotations, newest first; `articles` were read, all there are where `whole`."""

    said: tuple[Said, ...]
    articles: int
    whole: bool


def said(
    engine: Engine,
    conn: sqlite3.Connection,
    request: Request,
    speaker: str = "",
    *,
    limit: int = 200,
    shown: Callable[[Sequence[int]], Sequence[int]] = everyone,
) -> Quotes:
    """What is quoted in the articles of a search: where it has words, only quotations with one of them.

    A `speaker` is part of a name, case and accents folded. `shown` says which articles the reader may see whole.
    """
    wanted = words.split(speaker)
    named = tree.both([*([] if isinstance(request.query, Everything) else [request.query]), Term(wanted)])
    asked = replace(request, query=named, sort="newest") if wanted and named else replace(request, sort="newest")
    ids, found, read = iter(engine.ids(asked)), list[Said](), 0
    while len(found) < limit and read < MOST_ARTICLES and (some := list(islice(ids, _AT_ONCE))):
        read += len(some)
        for one in _read(conn, shown(some), request.query):
            if text.fold(speaker) in text.fold(one.speech.speaker or "") or not wanted:
                found.append(one)
    return Quotes(tuple(found[:limit]), read, len(found) <= limit and next(ids, None) is None)


def speeches(body: str) -> Iterator[Speech]:
    """The quotations of a text, in their order."""
    last: str | None = None
    is_open = False
    for number, paragraph in enumerate(text.paragraphs(body), 1):
        spans = quotes.spans(paragraph)
        for at, (start, end) in enumerate(spans):
            before, after = _between(paragraph, spans, at)
            speaker, sign = _speaker(before, after, last, body, goes_on=is_open and not at and not paragraph[:start])
            last = speaker or last
            if len(paragraph[start:end].split()) >= LEAST_WORDS:
                yield Speech(paragraph[start:end], number, speaker, sign)
        is_open = bool(spans) and spans[-1][1] == len(paragraph) and not _is_closed(paragraph[slice(*spans[-1])])


def speaks(name: str, body: str) -> bool:
    """Whether a quotation of a text is believed to be somebody's of that name, or of a name with it as a part."""
    wanted = text.fold(name)
    return any(wanted in text.fold(one.speaker or "") for one in speeches(body))


def _read(conn: sqlite3.Connection, ids: Iterable[int], root: Node) -> Iterator[Said]:
    """The quotations of these articles that have words of the query, or all of them where it has none."""
    rows = [
        (*row, spoken) for row in conn.execute(_ROWS, [json.dumps(list(ids))]) if (spoken := list(speeches(row[-1])))
    ]
    marked = mark_all([("", row[-2]) for row in rows], root, [row[-3] for row in rows])
    has_words = any(True for _ in tree.terms(root))
    for (number, version, reread, title, outlet, published, *_, spoken), (_, hits) in zip(rows, marked, strict=True):
        passages, label = text.paragraphs(hits), version_label(version, reread)
        for one in spoken:
            written = _with_marks(passages[one.paragraph - 1], one.words) if has_words else one.words
            if not has_words or HIT_OPEN in written:
                yield Said(number, label, title, outlet, published, replace(one, words=written))


def _with_marks(passage: str, quotation: str) -> str:
    """A quotation as it stands in its paragraph with marks."""
    mark = f"[{HIT_OPEN}{HIT_CLOSE}]*"
    match = re.search(mark + mark.join(map(re.escape, quotation)) + f"{HIT_CLOSE}?", passage)
    return match[0] if match else quotation


def _between(paragraph: str, spans: Sequence[tuple[int, int]], at: int) -> tuple[str, str]:
    """What stands between a quotation and its neighbours in the paragraph."""
    start, end = spans[at]
    begin = spans[at - 1][1] if at else 0
    stop = spans[at + 1][0] if at + 1 < len(spans) else len(paragraph)
    return paragraph[max(begin, start - _BESIDE) : start], paragraph[end : min(stop, end + _BESIDE)]


def _speaker(before: str, after: str, last: str | None, body: str, *, goes_on: bool) -> tuple[str | None, Sign | None]:
    match = _SAID_WHO.match(after) or _WHO_SAID.match(after) or _BEFORE.search(before)
    if not match:
        return (last, "goes on") if goes_on and last else (None, None)
    who = _TITLED.sub("", match["who"])
    if re.fullmatch(_PRONOUN, who):
        return (last, "again") if last else (None, None)
    if last and last.endswith(f" {who}"):
        return last, "again"
    return _in_full(who, body), "named"


def _in_full(name: str, body: str) -> str:
    """A family name alone as the full name that the article gives earlier, where there is one."""
    if " " in name:
        return name
    match = re.search(rf"\b(?P<full>{_WORD}(?:\s{_WORD})?\s{re.escape(name)})\b", body)
    return _TITLED.sub("", match["full"]) if match else name


def _is_closed(quotation: str) -> bool:
    return len(quotation) > 1 and quotation[-1] in "”“\"»«›」』’'"
