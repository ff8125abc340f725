"""What references are made of: italics, titles in quotation marks, dates in words, mastheads, hashes.

A line of a reference is text with private marks for italics and for the ends of a piece that runs from right to left;
`as_text` drops them and `as_html` turns them into markup after escaping. The marks are noncharacters of Unicode, which
stored text never has (`archive.text`). Capitals are never changed: a title is cited as it was printed.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence

from archive import dates, text
from archive.model import Citation

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# Twelve hex digits: enough to tell any two versions of an archive of millions apart (2^48), short enough to print.
SHORT_HASH = 12
UNTITLED = "[Untitled article]"

_ITALIC, _ROMAN, _APART, _REJOIN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_MARKUP = {_ITALIC: "<i>", _ROMAN: "</i>", _APART: "<bdi>", _REJOIN: "</bdi>"}
_STOPPED = re.compile(r"[.?!…。！？．][\"'”’»)\]」』]*$")
_DOUBLES = re.compile(r"\"([^\"]+)\"|“([^“”]+)”|„([^„“”]+)[“”]")
_SINGLES = re.compile(r"(?<!\w)'([^']+)'(?!\w)|‘([^‘’]+)’(?!\w)")


def as_text(line: str) -> str:
    """A line as plain text; right-to-left titles stay in the order in which they are read."""
    return line.translate(dict.fromkeys(map(ord, _MARKUP)))


def as_html(line: str) -> str:
    """A line as HTML: escaped, with `<i>`, and `<bdi>` around what runs from right to left."""
    return html.escape(line).translate({ord(mark): tag for mark, tag in _MARKUP.items()})


def italic(words: str) -> str:
    """Words in italics."""
    return f"{_ITALIC}{apart(words)}{_ROMAN}" if words else ""


def apart(words: str) -> str:
    """Words that keep their own direction in a line of ours."""
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in words):
        return f"{_APART}{words}{_REJOIN}"
    return words


def sentence(words: str) -> str:
    """Words with a full stop, where they do not end in a stop of their own."""
    return words if not words or _STOPPED.search(as_text(words)) else f"{words}."


def capital(words: str) -> str:
    """Words of ours as they begin a sentence."""
    return words[:1].upper() + words[1:]


def single_quoted(title: str) -> str:
    """A title as British styles have it: ‘…’, and “…” within."""
    return f"‘{apart(_SINGLES.sub(_double, _DOUBLES.sub(_double, title)))}’"


def double_quoted(title: str, stop: str = "") -> str:
    """A title as American styles have it: “…”, ‘…’ within, and the `stop` that follows (`,` or `.`) inside.

    A full stop gives way to a stop of the title's own, a comma does not (Chicago Manual of Style, 17th ed., 6.125).
    """
    inner = _DOUBLES.sub(_single, title)
    if stop == "." and _STOPPED.search(inner):
        stop = ""
    if inner != title and inner.endswith("’"):
        return f"“{apart(inner[:-1])}{stop}’”"
    return f"“{apart(inner)}{stop}”"


def masthead(outlet: str | None, *, keep: tuple[str, ...] = ()) -> str:
    """The name of a newspaper without its English article, but for those that `keep` it."""
    name = outlet or ""
    return name if name in keep else name.removeprefix("The ") or name


def address(url: str | None) -> str:
    """An address as it may stand in a line."""
    return text.clean_line(url or "").replace(" ", "%20")


def series(parts: Sequence[str], last: str, *, between: str = ", ") -> str:
    """`A`, `A and B`, `A, B and C`: `last` is what joins the last one."""
    return last.join(part for part in (between.join(parts[:-1]), *parts[-1:]) if part)


def day(iso: str | None) -> str:
    """A date in words at its own precision: `22 June 2015`, `June 2015`, `2015`; the hour is left to the page."""
    return " ".join(reversed(_parts(iso)))


def american_day(iso: str | None) -> str:
    """The same as American styles have it: `June 22, 2015`."""
    year, *rest = _parts(iso) or [""]
    return f"{' '.join(rest)}, {year}" if len(rest) == 2 else " ".join([*rest, year])


def day_and_month(iso: str | None) -> str:
    """The same without its year: `22 June`."""
    return " ".join(reversed(_parts(iso)[1:]))


def american_day_and_month(iso: str | None) -> str:
    """`June 22`."""
    return " ".join(_parts(iso)[1:])


def year(iso: str | None) -> str:
    """The year of a date."""
    return "".join(_parts(iso)[:1])


def updated(citation: Citation) -> str | None:
    """When the outlet last changed the article, where that was on a later day than it was published."""
    first, last = dates.first_day(citation.published), dates.first_day(citation.modified)
    return citation.modified if first and last and last > first else None


def short_hash(citation: Citation) -> str:
    """`sha256:` and the first digits of the hash of the text."""
    return f"sha256:{citation.text_sha256[:SHORT_HASH]}"


def pinpoint(citation: Citation, one: str, many: str) -> str:
    """The paragraphs meant, as `para. 2` or `paras. 2–4`; empty for the whole article."""
    if not citation.paragraphs:
        return ""
    first, last = citation.paragraphs[0], citation.paragraphs[-1]
    return f"{one} {first}" if first == last else f"{many} {first}–{last}"


def copy(citation: Citation, in_words: Callable[[str | None], str], *, wrap: str = "{}", after_day: str = "") -> str:
    """What proves a reference, for the end of it: when the copy was taken, which version, where, and its hash.

    `in_words` writes the day, `wrap` is the form of an address, `after_day` the comma that American dates want.
    """
    taken = f" {in_words(citation.captured_at)}{after_day}" if citation.captured_at else ""
    also = f"; also at {wrap.format(address(citation.archived_url))}" if citation.archived_url else ""
    place = wrap.format(address(citation.permalink))
    return f"archived{taken} as version {citation.version}: {place} ({short_hash(citation)}){also}"


def _parts(iso: str | None) -> list[str]:
    """Year, month and day of a date in words, as far as they are known."""
    first = dates.first_day(iso)
    if first is None or iso is None:
        return []
    known = {"year": 1, "month": 2}.get(dates.precision(iso), 3)
    return [str(first.year), MONTHS[first.month - 1], str(first.day)][:known]


def _single(found: re.Match[str]) -> str:
    return f"‘{found[found.lastindex or 0]}’"


def _double(found: re.Match[str]) -> str:
    return f"“{found[found.lastindex or 0]}”"
