"""BibTeX and BibLaTeX (Patashnik, BibTeXing, 1988; Kime and others, The biblatex Package, 3.20).

A newspaper article is `@article` in both; BibLaTeX knows it by `entrysubtype = {newspaper}`. A title stands in two
pairs of braces, so that no style changes its capitals. `url` is verbatim: a brace or a backslash in it is
percent-encoded, and nothing else is touched. Fields that no style prints (`permalink`, `text_sha256` …) go by the
names of our columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.cite import names, words
from archive.cite.formats import record
from archive.cite.names import Name
from archive.model import Citation

# BibTeX counts every brace, escaped or not, so those of a text go by their names.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPES = str.maketrans(_SPECIAL)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_AND = re.compile(r"\band\b", re.IGNORECASE)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

Field = tuple[str, str]


def bibtex(citations: Iterable[Citation]) -> Iterator[str]:
    """Entries for BibTeX: `@article`, or `@misc` for a blog."""
    for citation in citations:
        is_blog = citation.kind == "blog"
        parts = record.date_parts(citation.published)
        yield _entry(
            "misc" if is_blog else "article",
            citation,
            [
                ("howpublished" if is_blog else "journal", _text(citation.outlet)),
                ("year", _braced(parts[:1])),
                ("month", _MONTHS[parts[1] - 1] if len(parts) > 1 else ""),
                ("day", _braced(parts[2:])),
            ],
        )


def biblatex(citations: Iterable[Citation]) -> Iterator[str]:
    """Entries for BibLaTeX: `@article` of the subtype newspaper, or `@online` for a blog."""
    for citation in citations:
        is_blog = citation.kind == "blog"
        date = (citation.published or "")[:10]
        yield _entry(
            "online" if is_blog else "article",
            citation,
            [
                ("organization" if is_blog else "journaltitle", _text(citation.outlet)),
                ("entrysubtype", "" if is_blog else "{newspaper}"),
                ("date", f"{{{date}}}" if date else ""),
            ],
        )


def _entry(kind: str, citation: Citation, own: list[Field]) -> str:
    fields = [
        ("author", f"{{{' and '.join(_name(names.split(n, citation.language)) for n in citation.authors)}}}"),
        ("title", f"{{{_text(citation.title)}}}" if citation.title else ""),
        *own,
        ("url", _address(citation.url)),
        ("urldate", f"{{{citation.accessed}}}"),
        ("language", _text(citation.language)),
        ("abstract", _text(citation.dek)),
        ("note", _text(words.capital(words.copy(citation, words.day)))),
        ("section", _text(citation.section)),
        ("archive", _text(citation.archive or record.DATABASE)),
        ("permalink", _address(citation.permalink)),
        *((name, _address(value)) for name, value in record.proof(citation)),
    ]
    lines = "".join(f"  {name} = {value},\n" for name, value in fields if value not in {"", "{}"})
    return f"@{kind}{{{record.key(citation)},\n{lines}}}\n\n"


def _text(value: str | None) -> str:
    return f"{{{_escaped(value)}}}" if value else ""


def _escaped(value: str) -> str:
    return record.one_line(value).translate(_ESCAPES)


def _address(value: str | None) -> str:
    return f"{{{words.address(value).translate(_IN_ADDRESS)}}}" if value else ""


def _braced(parts: list[int]) -> str:
    return f"{{{parts[0]}}}" if parts else ""


def _name(name: Name) -> str:
    """`von Last, Jr, First`; braces keep a whole name, or a part with `and` in it, in one piece."""
    if not name.given:
        return f"{{{_escaped(name.family)}}}"
    family = " ".join(part for part in (name.particle, _part(name.family)) if part)
    return ", ".join(part for part in (family, _part(name.suffix), _part(name.given)) if part)


def _part(words_: str) -> str:
    escaped = _escaped(words_)
    return f"{{{escaped}}}" if _AND.search(escaped) or "," in escaped else escaped
