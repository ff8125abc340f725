"""What an embedded post leaves behind in text: `Loading Tweet ...`, `View this post on Instagram`.

Such lines are words of a widget, not of the writer. They are taken out of the text, and each embed is kept as a `Link`
whose note is the words that stood there. Only whole lines are taken, and only in wordings that widgets use; a sentence
that speaks about a tweet stays. An address of a post or video that fills a line by itself is an embed as well.
"""

from __future__ import annotations

import re

from archive import alternatives, text
from archive.model import Link

_SERVICES = r"(?:twitter|x|instagram|facebook|tiktok|youtube|threads|bluesky|mastodon|telegram|linkedin|vimeo|reddit)"
_POST = r"(?:tweet|post|x post|video|reel|photo|thread|embed|content)"
_DOTS = r"\s*(?:\.\s*){0,3}…?"

# The lines of widgets, one kind each. A pattern is matched against a whole line; a line of a kind that the embed at
# hand has already opens the next embed.
_KINDS = {
    "loading": rf"(?:loading|chargement du|cargando(?: el)?|caricamento(?: del)?) {_POST}{_DOTS}"
    rf"|(?:{_POST}|beitrag|inhalt) wird geladen{_DOTS}",
    "fallback": rf"{_POST} not (?:loading|showing|displaying)\?.{{0,60}}",
    "see it there": rf"(?:see|view|read|open|watch) (?:it|this|the|more)?\s?{_POST}?\s?(?:directly )?"
    rf"on (?:the site|{_SERVICES})"
    r"|(?:voir|regarder) (?:cette|ce) (?:publication|post|tweet|vidéo) sur \w+"
    r"|(?:sieh dir )?diesen beitrag auf \w+ an(?:sehen)?"
    r"|ver (?:esta|este) (?:publicación|tweet|video) en \w+"
    r"|visualizza questo post su \w+|dit bericht op \w+ bekijken|この投稿を\w+で見る",
    "shared by": r"a (?:post|video|photo) (?:shared|posted) by .{1,80}"
    r"|(?:une publication partagée par|ein beitrag geteilt von|un post condiviso da|een bericht gedeeld door) .{1,80}"
    r"|una publicación compartida (?:de|por) .{1,80}",
    "skip": rf"(?:skip|end of) {_SERVICES} (?:post|video)s?(?: \d+)?(?: by .{{1,60}})?",
    "question": rf"allow (?:google )?{_SERVICES} content\?",
    "permission": r"this article contains content provided by .{1,40}\. we ask for your permission .{10,400}",
    "placeholder": r"(?:empfohlener )?externer inhalt|ich bin damit einverstanden, dass mir externe inhalte .{0,300}"
    r"|an dieser stelle (?:finden sie|befindet sich) (?:einen? )?(?:externe[nr]? inhalt|inhalte?).{0,300}"
    r"|(?:ce contenu (?:a été bloqué|n'est pas visible)|pour afficher ce contenu) .{5,300}"
    r"|to (?:view|watch|play) this (?:video|content),? (?:please )?(?:enable|you need to|update|accept).{5,200}",
    "address": r"https?://(?:www\.|mobile\.|m\.)?(?:(?:twitter|x)\.com/\w+/status/\d+|instagram\.com/(?:p|reel|tv)/"
    r"|tiktok\.com/@[\w.]+/video/|youtube\.com/(?:watch\?|shorts/)|youtu\.be/|facebook\.com/[\w.]+/(?:posts|videos)/)\S*",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}
# Most lines are of no kind, which one look tells; at a line in small letters, for it takes half the time.
_OF_ANY = re.compile(alternatives.sorted_by_letters("|".join(_KINDS.values())))
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_MAX_LINE = 500


def take_out(body: str) -> tuple[str, tuple[Link, ...]]:
    """A text in stored form without the lines of embeds, and one `Link` for each embed, in order."""
    kept: list[str] = []
    embeds: list[list[str]] = []
    opened: set[str] = set()
    for paragraph in text.paragraphs(body):
        lines: list[str] = []
        for line in paragraph.split("\n"):
            kind = _kind(line)
            if kind is None:
                lines.append(line)
                opened = set()
            elif not opened or kind in opened:
                embeds.append([line])
                opened = {kind}
            else:
                embeds[-1].append(line)
                opened.add(kind)
        kept.append("\n".join(lines))
    return text.join(kept) if embeds else body, tuple(_link(lines) for lines in embeds)


def _kind(line: str) -> str | None:
    """Which kind of widget's line this is, if any."""
    if not line or len(line) > _MAX_LINE:
        return None
    said = line.strip()
    if not _OF_ANY.fullmatch(said.lower()):
        return None
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(said)), None)


def _link(lines: list[str]) -> Link:
    words = " ".join(lines)
    address = _ADDRESS.search(words)
    return Link("embed", words, address[0].rstrip(".,;") if address else None)
