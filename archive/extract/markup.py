"""What the reader of a page sees, and microdata: headlines, bylines and times in the markup itself.

Looking for them costs as much as all other sources together, so each is a function, asked where the others are silent.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.page import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.page import Page

# Where sites put a byline, the explicit first; a class is looked for as a word in what the site calls it.
_BYLINES = (
    "[itemprop~=author] [itemprop~=name]",
    "[itemprop~=author]:not(meta):not(link)",
    "a[rel~=author]",
    ".byline a, .author-name, .byline__name, .article-author, .entry-author, .post-author, .article__author, .p-author",
    ".byline, .by-line, .author",
    "[class*=author-name], [class*=author_name], [class*=authorName], [class*=author__name], [class*=author-box__name]",
    "[class*=byline-name], [class*=byline_name], [class*=bylineName], [class*=person-link]",
)
# Names that speak of who wrote something, an article or a comment below it.
_CALLED_AFTER_AUTHORS = (
    "[class*=author], [class*=Author], [class*=byline], [class*=Byline], [class*=writer], [class*=journalist], "
    "[class*=posted-by], [class*=submitted-by], [id*=author], [id*=Author], [id*=byline]"
)
# Of each kind so many are looked at: a page may have thousands, each in the other.
_MAX_SUPPOSED = 40
# Links to what sites call the page of an author; those of one byline stand side by side.
_AUTHOR_PAGES = re.compile(
    "/(?:authors?|autor(?:es|en|e)?|auteurs?|profiles?|contributors?|journalists?|reporters?|staff|people|person|by|"
    "writers|redakteure)/"
)
_BEGINS_AS_BYLINE = "//body//text()[{}]".format(
    " or ".join(f"starts-with(concat(normalize-space(), ' '), '{word} ')" for word in ("By", "Von", "Par", "Por"))
)
_IS_BYLINE = re.compile(r"\w+ (?:[A-ZÀ-Þ][\w.’'-]+[ ,|]*){2,4}")
_PUBLISHED = (
    "[itemprop~=datePublished]",
    "time[pubdate]",
    "time.published, time.entry-date, time.post-date, time.dt-published, time[class*=publish]",
    "article header time[datetime], h1 ~ time[datetime], h1 ~ * time[datetime]",
    "article time[datetime]",
)
_MODIFIED = ("[itemprop~=dateModified]", "time.updated, time[class*=modified]")
_DEKS = (
    "[itemprop~=description]:not(meta)",
    "[class*=standfirst], [class*=vorspann], [class*=chapo], [class*=entradilla], [class*=sommario], [class*=ingress]",
    ".dek, .deck, .lead, .lede, .intro, .article-dek, .article__dek, .article-lead, .article__lead, .article-intro",
    ".article__intro, .article-summary, .article__summary, .article-subtitle, .subheadline, .entry-summary",
)
# Where a date stands written out, and the forms in which it is looked for there: a day with its month and year, and a
# time if it follows.
_WRITTEN = (
    ".date, .pubdate, .published, .post-date, .entry-date, .article-date, .dateline, .timestamp, .article__date",
    "[class*=publish], [class*=date], [class*=Date], [class*=time]",
    "h1 ~ *, header, .byline, .meta, .entry-meta, .post-meta",
)
_MONTH = r"[^\W\d_]{3,12}\.?"
_TIME = r"\d{1,2}(?::\d{2}|[.h]\d{2}|時\d{1,2}分)(?:\s*[ap]\.?m\b\.?)?"
DATE = re.compile(
    rf"(?:\d{{1,2}}(?:\.|st|nd|rd|th)?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{4}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}([./])\d{1,2}\1\d{4})"
    rf"(?:(?:T|,?\s*(?:at|um|à|a las|alle|ore|kl\.?|-|–|\|)?\s*){_TIME})?",
    re.IGNORECASE,
)
_MAX_WRITTEN = 200
# What stands before the date of a change.
_CHANGED = re.compile(
    r"(?:updated?|modified|edited|reviewed|revised|aktualisiert|geändert|stand|mis à jour|modifié|actualizado|"
    r"atualizado|aggiornato|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|更新|수정)"
    r"(?:\s+(?:on|am|le|el|em|il|op|at|den))?\W*$",
    re.IGNORECASE,
)
# A byline is a line; what is longer is a box about the author.
_MAX_BYLINE = 120
# Bylines and times in these belong to something else than the article: its pictures, its comments, other articles.
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|caption|newsletter|most-?read|popular|trending|more-?from|promo(?!ted)|"
    r"\bcards?\b|carousel",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset({"aside", "nav", "footer", "figure", "figcaption"})


def headlines(page: Page) -> tuple[str, ...]:
    """The headlines in sight, each once, in the order of the page."""
    return tuple(dict.fromkeys((*page.texts("h1"), *page.texts("[itemprop~=headline]:not(meta)"))))


def standfirst(page: Page) -> str | None:
    """The text between headline and article, where the site calls it that."""
    return next(map(words_of, _first(page, _DEKS)), None)


def bylines(page: Page) -> tuple[str, ...]:
    """The bylines of the article, each once, as written."""
    names = (words_of(element) for element in _first(page, _BYLINES) or _author_links(page))
    return tuple(dict.fromkeys(_undoubled(name) for name in names if 0 < len(name) <= _MAX_BYLINE))


def _author_links(page: Page) -> list[Any]:
    """The first links to authors' pages: those within one line, which is the parent or grandparent of the first."""
    links = [link for link in _apart(page.links_to(_AUTHOR_PAGES)) if words_of(link)]
    boxes = islice(links[0].iterancestors(), 2) if links else ()
    lines = [box for box in boxes if len(words_of(box)) <= _MAX_BYLINE]
    return [link for link in links if lines and lines[-1] in link.iterancestors()]


def supposed_bylines(page: Page) -> Iterator[str]:
    """Lines that are named after an author of some kind, those first that lie in no box of something else."""
    found = page.select(_CALLED_AFTER_AUTHORS)
    likely = dict.fromkeys((*islice(_apart(found), _MAX_SUPPOSED), *found[:_MAX_SUPPOSED]))
    return (line for line in map(words_of, likely) if len(line) <= _MAX_BYLINE)


def written_bylines(page: Page) -> tuple[str, ...]:
    """The first line of the page that begins like a byline, for pages that name their authors nowhere else."""
    known: dict[Any, bool] = {}
    first = (words.getparent() for words in page.tree.xpath(_BEGINS_AS_BYLINE))
    lines = (one if " " in words_of(one) else one.getparent() for one in first)  # `By` may stand in a box of its own
    own = (words_of(line) for line in lines if not _is_inside_another(line, known))
    return tuple(islice((line for line in own if _IS_BYLINE.match(line) and len(line) <= _MAX_BYLINE), 1))


def published(page: Page) -> Iterator[str]:
    """Times in the markup that may be those of publication, the likeliest first."""
    return (_moment(element) for css in _PUBLISHED for element in _own(page, css))


def modified(page: Page) -> Iterator[str]:
    """Times in the markup that are called those of a change."""
    return (_moment(element) for css in _MODIFIED for element in _own(page, css))


def written_dates(page: Page) -> Iterator[str]:
    """Dates written out near the headline, the likeliest first; none that is called that of a change."""
    for css in _WRITTEN:
        for element in _own(page, css):
            words = words_of(element)
            if len(words) <= _MAX_WRITTEN:
                yield from (one[0] for one in DATE.finditer(words) if not _CHANGED.search(words[: one.start()]))


def _own(page: Page, css: str) -> Iterator[Any]:
    """The elements that a selector finds and that belong to the article itself."""
    return _apart(page.select(css))


def _apart(found: Iterable[Any]) -> Iterator[Any]:
    """The elements that lie in no box of something else."""
    known: dict[Any, bool] = {}
    return (element for element in found if not _is_inside_another(element.getparent(), known))


def _is_inside_another(element: Any, known: dict[Any, bool]) -> bool:
    """Whether an element is, or lies in, a box of something else; `known` remembers what was asked before."""
    path = []
    while element is not None and element not in known:
        path.append(element)
        element = element.getparent()
    verdict = known.get(element, False)
    for one in reversed(path):
        known[one] = verdict = verdict or _is_elsewhere(one)
    return verdict


def _is_elsewhere(element: Any) -> bool:
    if element.tag in {"body", "html"}:  # whose classes name all that the page has
        return False
    return element.tag in _ELSEWHERE_TAGS or bool(
        _ELSEWHERE.search(f"{element.get('class', '')} {element.get('id', '')}")
    )


def _first(page: Page, selectors: tuple[str, ...]) -> list[Any]:
    """What the first selector finds that finds any."""
    return next((found for found in (list(_own(page, css)) for css in selectors) if found), [])


def _moment(element: Any) -> str:
    """A machine-readable time where there is one, else what is written."""
    return element.get("datetime") or element.get("content") or words_of(element)


def _undoubled(name: str) -> str:
    """A name once, where it stands twice: beside its portrait and in the link."""
    half = name[: len(name) // 2]
    return half if name == f"{half} {half}" else name
