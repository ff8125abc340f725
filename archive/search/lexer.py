"""The characters of a query as tokens: brackets, signs, fields, distances, phrases, words.

No text is wrong here. A quotation mark that is never closed runs to the end; a minus is a sign only where a word could
begin; a single quotation mark opens only before a word and closes only after one, so that `o'neil` and `workers'` are
words; operators are operators only where they have something to work on, and words otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from archive import text
from archive.search.writing import OPERATORS, QUOTES

TEXT_FIELDS = frozenset({"title", "quote"})
NAME_FIELDS = frozenset({"outlet", "author", "tag"})
VALUE_FIELDS = frozenset({"section", "lang", "is", "has", "url", "words", "speaker", "in"})
DATE_FIELDS = frozenset({"date", "from", "to", "after", "before"})
FIELDS = TEXT_FIELDS | NAME_FIELDS | VALUE_FIELDS | DATE_FIELDS

Kind = Literal["open", "close", "and", "or", "not", "near", "atleast", "field", "phrase", "word"]

# Within so many words of each other, in this order, in one sentence, in one paragraph; w/s and w/p as Lexis has them.
DISTANCE = re.compile(r"(?P<how>near|w|pre)/(?P<words>[1-9][0-9]{0,3})|w?/(?P<unit>[sp])", re.IGNORECASE)

_BEFORE = r"(?<![^\s(|-])"  # where an operand can begin
_TOKEN = re.compile(
    rf"""
      (?P<open>\() | (?P<close>\)) | (?P<or>\|)\|*
    | (?P<not> (?<![^\s(|]) - (?=[^\s)|-]))
    | (?P<field> {_BEFORE} (?i:{"|".join(sorted(FIELDS))}) ) : (?=[^\s)|])
    | (?P<atleast> (?<!\w) (?i:atleast) [1-9][0-9]{{0,2}} ) (?=\()
    | (?P<equals>=)? [{QUOTES}] (?P<phrase>[^{QUOTES}]*) [{QUOTES}]? (?P<star>\*?)
    | (?<![^\s(|:-]) ['‘] (?P<quoted>[^\s'‘’()|{QUOTES}][^'‘’()|{QUOTES}]*) ['’] (?![^\s)|*]) (?P<quoted_star>\*?)
    | (?P<word>[^\s()|{QUOTES}]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query: `text` as written; `star` where a * followed a phrase; `exact` for this form alone."""

    kind: Kind
    text: str
    star: bool = False
    exact: bool = False


def tokens(query: str, limit: int) -> list[Token]:
    """The first tokens of any text at all, at most `limit`."""
    found = [_token(match) for match in islice(_TOKEN.finditer(text.clean_line(query)), limit)]
    for at, token in enumerate(found):
        found[at] = replace(token, kind=_settled(found, at))
    return found


def _token(match: re.Match[str]) -> Token:
    if match["quoted"] is not None:
        return Token("phrase", match["quoted"], star=bool(match["quoted_star"]), exact=True)
    kinds: tuple[Kind, ...] = ("phrase", "word", "open", "close", "or", "not", "field", "atleast")
    kind = next(name for name in kinds if match[name] is not None)
    if kind == "word" and len(match["word"]) > 1 and match["word"].startswith("="):
        return Token(kind, match["word"][1:], exact=True)
    return Token(kind, match[kind], star=bool(match["star"]), exact=bool(match["equals"]))


def _settled(found: list[Token], at: int) -> Kind:
    """What a token is among its neighbours; those before it are settled already."""
    token = found[at]
    is_word = token.kind == "word" and not token.exact
    is_distance = is_word and bool(DISTANCE.fullmatch(token.text))
    if token.kind != "or" and not is_distance and not (is_word and token.text in OPERATORS):
        return token.kind
    before = found[at - 1] if at else Token("open", "(")
    is_last = at + 1 == len(found) or found[at + 1].kind == "close"
    if token.text == "NOT":
        return "word" if is_last or before.kind in {"field", "near"} or before == Token("not", "-") else "not"
    if is_last or before.kind not in {"word", "phrase", "close"}:
        return "word"
    if is_distance:
        return "near"
    return "and" if token.text == "AND" else "or"
