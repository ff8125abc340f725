"""What sites call the parts of their pages, as far as their names tell what a part is for.

A kind is known by words in `class` and `id`. The words are those that occur on many sites; how much a kind speaks for
or against a text is not said here but learnt (`weights.json`).
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = {
    "comments": "comment comments kommentar kommentare komment commentaires comentarios disqus discussion "
    "discussions replies reply respond coral viafoura forum spotim openweb reaktionen",
    "related": "related recommended recommendations recommend recirculation recirc similar latest popular trending "
    "mostread teaser teasers outbrain taboola card cards promo promos carousel slider slideshow recent suggested "
    "upnext further explore weiterlesen readmore also next previous prev newsbox headlines breaking ticker river "
    "feed listing trc zergnet crosslink artikelliste relacionadas relacionados more most swiper",
    "share": "share sharing social follow toolbar actions action sharedaddy addthis print bookmark save icons "
    "buttons button tools",
    "caption": "caption captions credit credits figcaption copyright picture pictures photo photos image images img "
    "gallery media video player legend bildunterschrift",
    "navigation": "nav navigation navbar menu breadcrumb breadcrumbs masthead topbar sitemap skip pagination pager "
    "header footer foot rodape search hamburger",
    "advertising": "ad ads advert adverts advertisement advertising anzeige werbung sponsor sponsored banner dfp "
    "affiliate partner partners commercial native promoted adslot outstream gpt",
    "subscription": "newsletter newsletters subscribe subscription signup register registration login signin donate "
    "donation membership offer offers abo abonnement regwall cta",
    "paywall": "paywall piano premium subscriber subscribers metered",
    "author": "author authors byline bylines bio biography contributor contributors profile avatar autor writer auteur",
    "facts": "meta date dates time timestamp dateline published publish updated posted tags tag topic topics "
    "categories category keywords kicker eyebrow label info details stats",
    "sidebar": "sidebar side aside rail widget widgets secondary complementary sticky",
    "consent": "cookie cookies consent gdpr modal popup overlay toast dialog tooltip privacy banner lightbox "
    "onetrust optanon cmp sourcepoint ccpa",
    "box": "infobox factbox box callout embed embedded inline interactive poll quiz",
    "quote": "quote pullquote blockquote pull",
    "post": "twitter tweet instagram facebook tiktok youtube",
    "article": "article articlebody story storybody post entry hentry body text content contents prose paragraph "
    "paragraphs richtext rich main copy artikel articulo nota noticia texto corps",
    "title": "title headline heading titel titulo subject",
    "standfirst": "dek deck standfirst summary lead lede intro subtitle subheadline description abstract ingress "
    "chapo vorspann teasertext sapo excerpt entradilla bajada subhead",
    "note": "footnote footnotes disclaimer correction editor note notes endnote source sources credits about contact",
    "hidden": "hidden hide invisible sr visually screenreader",
}
_KINDS: dict[str, tuple[str, ...]] = {}
for _kind, _words in _WORDS.items():
    for _word in _words.split():
        _KINDS[_word] = (*_KINDS.get(_word, ()), _kind)
_KNOWN = frozenset(_KINDS)
# `articleBody` is `article body`, and `NYTHeader` is `NYT Header`; `articlebody` is looked up as it stands.
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_RUNS = re.compile(r"[a-z]+")
# Sections of readers' comments are no part of a page's own text, whatever they hold.
_READERS = re.compile(
    r"(?:^|\s)(?:(?:user|post|article|reader|story)?[-_]?comments?"
    r"(?:[-_]?(?:list|area|section|container|wrapper|wrap|thread|block|content|body|form|box|item|\d+))?"
    r"|comments?[-_]?(?:page|app|module|widget|holder|root)|commentlist|disqus_thread|disqus|respond"
    r"|(?:livefyre|coral|spotim|viafoura|openweb)\S*|fb-comments"
    r"|kommentare|kommentarer|commentaires|comentarios)(?=\s|$)",
    re.IGNORECASE,
)
# Words for screen readers alone, such as `opens in a new tab` behind a link.
_UNSEEN = re.compile(r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text)?)\b|\bclip:\s*rect\(", re.IGNORECASE)


@lru_cache(maxsize=8192)
def of(names: str) -> frozenset[str]:
    """The kinds that an element's `class` and `id`, joined by a space, speak of."""
    small = names.lower()
    words = set(_RUNS.findall(small))
    if small != names:
        words.update(piece.lower() for piece in _PIECES.findall(names))
    return frozenset(kind for word in words & _KNOWN for kind in _KINDS[word])


@lru_cache(maxsize=8192)
def is_comments(names: str) -> bool:
    """Whether an element of these names holds what readers wrote below the article."""
    return bool(_READERS.search(names))


@lru_cache(maxsize=8192)
def is_unseen(names: str | None, style: str | None) -> bool:
    """Whether words of these names, or in this style, are in nobody's sight."""
    return any(given and _UNSEEN.search(given) for given in (names, style))
