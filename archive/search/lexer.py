"""The characters of a query as tokens: brackets, signs, fields, phrases, words.

No text is wrong here. A quotation mark that is never closed runs to the end; a minus is a sign only where a word could
begin; AND, OR and NOT are operators only where they have something to work on, and words otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from archive import text
from archive.search.tree import OPERATORS, QUOTES

TEXT_FIELDS = frozenset({"title"})
NAME_FIELDS = frozenset({"outlet", "author", "tag"})
VALUE_FIELDS = frozenset({"section", "lang", "is", "has", "url", "words"})
DATE_FIELDS = frozenset({"date", "from", "to", "after", "before"})
FIELDS = TEXT_FIELDS | NAME_FIELDS | VALUE_FIELDS | DATE_FIELDS

Kind = Literal["open", "close", "and", "or", "not", "field", "phrase", "word"]

_TOKEN = re.compile(
    rf"""
      (?P<open>\() | (?P<close>\)) | (?P<or>\|)\|*
    | (?P<not> (?<![^\s(|]) - (?=[^\s)|-]))
    | (?P<field> (?<![^\s(|-]) (?i:{"|".join(sorted(FIELDS))}) ) : (?=[^\s)|])
    | [{QUOTES}] (?P<phrase>[^{QUOTES}]*) [{QUOTES}]? (?P<star>\*?)
    | (?P<word>[^\s()|{QUOTES}]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query: `text` as it was written, `star` where a * followed a phrase."""

    kind: Kind
    text: str
    star: bool = False


def tokens(query: str, limit: int) -> list[Token]:
    """The first tokens of any text at all, at most `limit`."""
    found = [_token(match) for match in islice(_TOKEN.finditer(text.clean_line(query)), limit)]
    for at, token in enumerate(found):
        found[at] = replace(token, kind=_settled(found, at))
    return found


def _token(match: re.Match[str]) -> Token:
    kinds: tuple[Kind, ...] = ("phrase", "word", "open", "close", "or", "not", "field")
    kind = next(name for name in kinds if match[name] is not None)
    return Token(kind, match[kind], star=bool(match["star"]))


def _settled(found: list[Token], at: int) -> Kind:
    """What a token is among its neighbours; those before it are settled already."""
    token = found[at]
    may_operate = token.kind == "or" or (token.kind == "word" and token.text in OPERATORS)
    if not may_operate:
        return token.kind
    before = found[at - 1] if at else Token("open", "(")
    is_last = at + 1 == len(found) or found[at + 1].kind == "close"
    if token.text == "NOT":
        return "word" if is_last or before.kind == "field" or before == Token("not", "-") else "not"
    if is_last or before.kind not in {"word", "phrase", "close"}:
        return "word"
    return "and" if token.text == "AND" else "or"
