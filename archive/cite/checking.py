"""Whether an archive still holds exactly what was cited: a citation or quotation is pasted, and read by its own marks.

Any of our forms will do: a permanent link (`…/article/12/v2#p3`, `pressmark:12/v2`), a hash short or long, a
paragraph, words between quotation marks or in the link itself; whether they come in a reference, a record or alone.
Nothing is taken on trust: the hash is counted anew from the text that the archive holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from archive import text, urls
from archive.cite import quotation
from archive.model import Version

_LINK = re.compile(
    r"(?:(?P<base>[^\s<>\"“”{}]*)/article/|pressmark:)(?P<id>\d{1,18})/v(?P<version>\d{1,9}(?:\.\d{1,9})?)"
    r"(?:#p(?P<paragraph>\d{1,9}))?(?:#?:~:text=(?P<words>[^\s<>\"“”{}]+))?"
)
_HASH = re.compile(r"(?:(?<![0-9a-f])[0-9a-f]{64}|(?<=sha256:)[0-9a-f]{12,63})(?![0-9a-f])", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\bpar(?:a(?:graph)?)?s?\b\W{1,5}(\d{1,9})", re.IGNORECASE)
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」")
_MARKS = "\"'“”„‘’‚«»"
_JSON = re.compile(r"\s*\[?\s*\{")

VersionsOf = Callable[[int], Sequence[Version]]
HoldersOf = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted text says: article, version and paragraph, hashes of the text, words in quotation marks."""

    article_id: int | None = None
    version: str | None = None
    paragraph: int | None = None
    hashes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What became of it: `holds` where all that was pasted is held just so, and `said` the reasons in words.

    `hash_agrees` is None where no hash was pasted. `paragraphs` are where each of the quoted words stands in the
    version cited, None for words that do not.
    """

    holds: bool
    said: tuple[str, ...]
    article_id: int | None = None
    version: str | None = None
    hash_agrees: bool | None = None
    paragraphs: tuple[int | None, ...] = ()


def check(pasted: str, *, versions_of: VersionsOf, holders_of: HoldersOf, base_url: str | None = None) -> Check:
    """Compare a pasted citation or quotation with what an archive holds.

    `versions_of` gives every version of an article, `holders_of` the articles with a text whose hash begins so, and
    `base_url` is the archive's public address.
    """
    given = read(pasted)
    if given.article_id is None and not given.hashes:
        return Check(False, ("There is no permanent link and no hash of a text in this.",))
    if given.base and base_url and urls.host(given.base) != urls.host(base_url):
        given = replace(given, article_id=None)
        if not given.hashes:
            return Check(False, (f"The link is of another archive: this one is at {base_url}.",))
    found = _found(given, versions_of, holders_of)
    if isinstance(found, str):
        return Check(False, (found,))
    return _compared(given, found, versions_of(found.article_id))


def read(pasted: str) -> Pasted:
    """What a pasted text says."""
    link, point = _LINK.search(pasted), _PARAGRAPH.search(pasted)
    marked = link and link["words"]
    quoted = [] if _JSON.match(pasted) else [next(filter(None, groups)) for groups in _QUOTED.findall(pasted)]
    paragraph = (link and link["paragraph"]) or (point and point[1])
    base = (link and link["base"]) or ""
    return Pasted(
        article_id=int(link["id"]) if link else None,
        version=link["version"] if link else None,
        paragraph=int(paragraph) if paragraph else None,
        hashes=tuple(dict.fromkeys(map(str.lower, _HASH.findall(pasted)))),
        words=(*([unquote(marked.replace(",", "[…]"))] if marked else []), *quoted),
        base=base if not base or "://" in base else f"https://{base}",
    )


def _found(given: Pasted, versions_of: VersionsOf, holders_of: HoldersOf) -> Version | str:
    """The version meant, or what is wrong."""
    if given.article_id is None:
        wanted = max(given.hashes, key=len)
        held = (version for one in holders_of(wanted) for version in versions_of(one))
        missing = f"No text with the hash {wanted} is in this archive."
        return next((version for version in held if version.text_sha256.startswith(wanted)), missing)
    versions = versions_of(given.article_id)
    if not versions:
        return f"There is no article {given.article_id} in this archive."
    labels = ", ".join(version.label for version in reversed(versions))
    missing = f"Article {given.article_id} has no version {given.version}: it has {labels}."
    return next((version for version in versions if version.label == given.version), missing)


def _compared(given: Pasted, version: Version, versions: Sequence[Version]) -> Check:
    whole = version.reading.text
    actual = text.sha256(whole)
    title = f": “{version.reading.title}”" if version.reading.title else ""
    said = [f"Article {version.article_id}, version {version.label}, is in this archive{title}."]
    is_sound = actual == version.text_sha256
    if not is_sound:
        said.append(f"Its text was altered in the database: its SHA-256 was {version.text_sha256} and is {actual}.")
    other = next((one for one in given.hashes if not actual.startswith(one)), None)
    agrees = other is None if given.hashes else None
    said.append(_of_hash(agrees, actual, other or ""))
    words = [one for one in given.words if not _is_title(one, version)]
    places = tuple(_place(whole, one, given.paragraph) for one in words)
    said += [_of_words(one, place, given, version, versions) for one, place in zip(words, places, strict=True)]
    if given.paragraph and not words:
        said += _of_paragraph(given.paragraph, len(text.paragraphs(whole)))
    is_there = all(place in {given.paragraph or place} - {None} for place in places)
    has_paragraph = (given.paragraph or 0) <= len(text.paragraphs(whole))
    holds = is_sound and agrees is not False and is_there and has_paragraph
    return Check(holds, tuple(said), version.article_id, version.label, agrees, places)


def _of_hash(agrees: bool | None, actual: str, other: str) -> str:
    if agrees is None:
        return f"No hash was given to compare; the SHA-256 of its text is {actual}."
    if agrees:
        return f"Its text has the SHA-256 that was given, {actual}."
    return f"Its text has another SHA-256 than was given: not {other}, but {actual[: len(other)]}."


def _is_title(words: str, version: Version) -> bool:
    """Whether words in quotation marks are the title of a reference, or stand so within that title."""
    title = version.reading.title or ""
    within = f"[{_MARKS}]{re.escape(words)}[{_MARKS}]"
    return text.normal(words) == text.normal(title) or bool(re.search(within, title))


def _of_paragraph(paragraph: int, count: int) -> Iterator[str]:
    if paragraph > count:
        yield f"It has no paragraph {paragraph}: it has {count}."


def _place(whole: str, words: str, paragraph: int | None) -> int | None:
    """The paragraph in which words stand: the one that was cited if they stand there, else the first."""
    inside = text.paragraphs(whole)[paragraph - 1 : paragraph] if paragraph else []
    if paragraph and inside and quotation.find(inside[0], words):
        return paragraph
    found = quotation.find(whole, words)
    return found.first if found else None


def _of_words(words: str, place: int | None, given: Pasted, version: Version, versions: Sequence[Version]) -> str:
    quoted = f"The words “{text.clean_line(words)}”"
    if place is not None:
        stray = f", not in paragraph {given.paragraph}" if given.paragraph not in {None, place} else ""
        return f"{quoted} stand in paragraph {place}{stray}."
    others = [one.label for one in reversed(versions) if quotation.find(one.reading.text, words)]
    if others:
        return f"{quoted} are not in version {version.label}, but in version {' and '.join(others)}."
    return f"{quoted} are nowhere in article {version.article_id}."
