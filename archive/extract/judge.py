"""What a page is, where it is not simply an article: flags, and the sentence that says so.

A page that is wrongly turned away is lost, while one wrongly kept is merely seen; so each flag that turns away needs
two signs, a text of some length is never turned away for its words, and a page that declares itself an article neither
for a headline nor for its links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import text, urls
from archive.extract import jsonld, notices, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.extract.body import Body
    from archive.extract.metadata import Metadata
    from archive.model import Reading
    from archive.page import Page

# The flags that mean that this is no article, and what to say of the page.
NOT_ARTICLES = {
    "soft_404": "the page says that there is no such page, although the server answered with success",
    "consent_wall": "the page asks for consent to cookies and shows no article; open it in a browser and save it",
    "empty": "no text was found on the page",
    "listing": "it is a front or section page that lists articles; add it as a source instead",
}
# In words: a notice is shorter than most news in brief, a stub or a list shorter than most articles. A call to pay is a
# surer sign than metadata, which some sites set for every page.
_NOTICE, _UNFREE, _LIST, _STUB = 150, 200, 300, 400
# In words: no article is as short as that.
_GLIMPSE = 40
# In characters: a headline, and a paragraph that is prose rather than a teaser.
_MAX_HEAD, _PROSE = 120, 250
# A call to subscribe stands in one of so many last lines, of the text or of what is seen.
_END = 4
# A front page with more paragraphs of prose is read, not leafed through; so many headlines that are links are a list.
_MAX_PROSE, _MIN_TEASERS = 2, 10
_LISTS = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})


def flags(page: Page, found: Body, body: str, about: Metadata) -> tuple[str, ...]:
    """The flags of a page, from what was found on it and the text that was kept of that."""
    return tuple(_flags(page, found, body, about))


def not_an_article(reading: Reading) -> str | None:
    """Why a reading is of no article, as one sentence; None where it is one."""
    return next((reason for flag, reason in NOT_ARTICLES.items() if flag in reading.flags), None)


def _flags(page: Page, found: Body, body: str, about: Metadata) -> Iterator[str]:
    words, lines = text.count_words(body), found.seen
    kind = _kind(page, lines, body, about)
    if kind:
        yield kind
    ends = (*found.lines[-_END:], *lines[-_END:])
    if kind != "consent_wall" and _is_paywalled(page, ends, body, words):
        yield "paywalled"
    if "LiveBlogPosting" in jsonld.kinds(page) or notices.LIVE.search(text.fold(about.title or "")):
        yield "liveblog"


def _kind(page: Page, lines: Sequence[str], body: str, about: Metadata) -> str | None:
    """What a page is that is no article."""
    words, declared = text.count_words(body), _is_declared(page, about)
    is_listing = not declared and _is_listing(page, body)
    if not declared and _is_soft_404(page, lines) and (words < _NOTICE or is_listing):
        return "soft_404"
    if _is_consent_wall(lines):
        return "consent_wall"
    if not words or (not declared and words < _GLIMPSE and _is_unshown(page, body)):
        return "empty"
    return "listing" if is_listing else None


def _is_declared(page: Page, about: Metadata) -> bool:
    """Whether the page calls itself an article, or states a date of publication of its own."""
    is_dated = about.origin.get("published") in {"json-ld", "meta"}
    return is_dated or page.meta("og:type") == "article" or jsonld.is_article(page)


def _is_soft_404(page: Page, lines: Sequence[str]) -> bool:
    """A headline in the words of a missing page."""
    heads = (*page.texts("head > title"), *page.texts("h1"), *lines[:2])
    return any(notices.NOT_FOUND.search(text.fold(head)) for head in heads if len(head) < _MAX_HEAD)


def _is_unshown(page: Page, body: str) -> bool:
    """A page that shows nothing to programs, and says so."""
    return any(notices.UNSHOWN.search(text.fold(said)) for said in (*page.texts("h1"), body))


def _is_consent_wall(lines: Sequence[str]) -> bool:
    """Little text, and at least half of it speaks of consent in more than one way."""
    if text.count_words(" ".join(lines)) >= _STUB:
        return False
    whole = [text.fold(line) for line in lines if line.strip()]
    speaking = [line for line in whole if phrases.CONSENT.search(line)]
    ways = {match for line in speaking for match in phrases.CONSENT.findall(line)}
    return len(ways) > 1 and 2 * sum(map(len, speaking)) >= sum(map(len, whole))


def _is_listing(page: Page, body: str) -> bool:
    """A front page, a page called a list, or a page of linked headlines, without prose.

    Links that hold a headline may also be boxes of an article, so they count only where no paragraph is prose.
    """
    prose = sum(len(paragraph) > _PROSE for paragraph in text.paragraphs(body))
    is_front = bool(page.url) and urls.is_front_page(str(page.url))
    if is_front or jsonld.kinds(page) & _LISTS:
        return prose <= _MAX_PROSE
    heads = "h2 a, h3 a" if prose else "h2 a, h3 a, a h2, a h3"
    return text.count_words(body) < _LIST and len(page.select(heads)) >= _MIN_TEASERS


def _is_unfree(page: Page) -> bool:
    """Whether the page says that its article is not free, in JSON-LD or in the words of a social network."""
    return jsonld.is_free(page) is False or page.meta("article:content_tier") == "locked"


def _is_finished(body: str) -> bool:
    """Whether a text ends with a sentence, and not with three dots."""
    end = body.rstrip("\"'”’»)]")
    return end.endswith((".", "!", "?", "。", "！", "？")) and not end.endswith("...")


def _is_paywalled(page: Page, ends: Sequence[str], body: str, words: int) -> bool:
    """A short text that ends by asking to pay, or that is broken off on a page that says it is not free.

    Agencies call all that they publish not free, and their news in brief is whole.
    """
    if words < _UNFREE and _is_unfree(page) and (words < _GLIMPSE or not _is_finished(body)):
        return True
    return words < _STUB and any(phrases.PAYWALL.search(text.fold(line)) for line in ends)
