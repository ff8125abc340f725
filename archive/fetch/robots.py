"""robots.txt: what a site lets robots ask for, how often, and where its sitemaps are (RFC 9309).

Protego reads the rules. What it cannot know stands here: what it means that the file is not there (anything may be
asked for) or cannot be had (nothing may), that half a megabyte of it is enough, and for how long it holds. Every name
of a robot but those that are asked about is taken for one and the same, because Protego keeps a list of rules for each,
and half a megabyte has room for ten thousand names with ten thousand rules.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from archive import codings, urls
from archive.errors import FetchError, InputError
from archive.fetch.pace import held
from archive.fetch.patience import Abandoned, never
from archive.fetch.wire import Answer

PATH = "/robots.txt"
AGENT = "Pressmark"
"""The name under which a robots.txt speaks of us."""
AI_AGENTS = (
    "GPTBot",
    "CCBot",
    "Google-Extended",
    "Applebot-Extended",
    "anthropic-ai",
    "ClaudeBot",
    "Bytespider",
    "cohere-ai",
    "Meta-ExternalAgent",
    "PerplexityBot",
)
"""The robots that collect for machine learning, as their makers document them; to turn one away is to opt out of it."""
_ANYBODY = "anybody"
_KNOWN = {"*", *(name.lower() for name in (AGENT, *AI_AGENTS))}
# RFC 9309, 2.5: at least so much must be read. 2.4: for a day at most may it be kept.
MOST_BYTES = 500 * 1024
KEPT_SECONDS = 24 * 3600.0
# A file that could not be had is asked for again at the next round, but not for every page of this one.
FAILURE_KEPT_SECONDS = 300.0
LONGEST_DELAY = 60.0

# As leniently as Protego reads it: with or without hyphen and colon. A product token is of letters, `_` and `-`
# (RFC 9309, 2.2.1), and some robots have digits in theirs.
_USER_AGENT = re.compile(r"\s*user(?:-|\s*)agent(?:\s*:|\s|$)\s*(\*|[\w-]*)", re.IGNORECASE)


class Rules:
    """What one robots.txt says."""

    def __init__(self, body: bytes = b"") -> None:
        if len(body) > MOST_BYTES:  # the last line may be half of one, and mean something else
            body = body[:MOST_BYTES].rpartition(b"\n")[0]
        lines = body.decode(errors="replace").lstrip("\ufeff").splitlines()
        self._parsed = Protego.parse("\n".join(map(_with_known_name, lines)))

    def allow(self, url: str, agent: str = AGENT) -> bool:
        """Whether a robot of that name may ask for an address."""
        return bool(self._parsed.can_fetch(url, agent))

    def delay(self) -> float | None:
        """The seconds between two requests that it asks of us, a minute at most; None where it says nothing."""
        said = self._parsed.crawl_delay(AGENT)
        return min(max(said, 0.0), LONGEST_DELAY) if said is not None and math.isfinite(said) else None

    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that it names, each once."""
        return tuple(dict.fromkeys(url for url in self._parsed.sitemaps if urls.is_web(url)))

    def turned_away(self, url: str) -> tuple[str, ...]:
        """The robots of machine learning that may not ask for an address which other robots may."""
        return tuple(name for name in AI_AGENTS if not self.allow(url, name)) if self.allow(url, _ANYBODY) else ()


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    rules: Rules | None
    failure: tuple[str, str] = ("", "")


class Robots:
    """The rules of all sites, each asked for once a day; `ask` follows redirects and raises FetchError.

    Another file with rules for a whole site has another `path`, and is `understood` in its own way.
    """

    def __init__(
        self,
        ask: Callable[[str, Abandoned], Answer],
        monotonic: Callable[[], float],
        path: str = PATH,
        understood: Callable[[Answer], Rules] | None = None,
    ) -> None:
        self._ask = ask
        self._monotonic = monotonic
        self._path = path
        self._understood = understood or _understood
        self._kept: dict[str, _Kept] = {}
        self._locks: dict[str, threading.Lock] = {}

    def rules(self, url: str, called_off: Abandoned = never) -> Rules:
        """The rules for an address; raises FetchError where they could not be had, so that nothing may be asked for."""
        place = self._place(url)
        with held(self._locks.setdefault(place, threading.Lock()), called_off):
            kept = self._kept.get(place)
            if kept is None or kept.until < self._monotonic():
                kept = self._kept[place] = self._read(place, called_off)
        if kept.rules is None:
            raise FetchError(*kept.failure)
        return kept.rules

    def known(self, url: str) -> Rules | None:
        """The rules for an address as far as they were read already; asks nobody."""
        kept = self._kept.get(self._place(url)) if urls.is_web(url) else None
        return kept.rules if kept else None

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps of the site that an address lies in; raises FetchError as `rules` does."""
        return self.rules(url).sitemaps()

    def _read(self, place: str, called_off: Abandoned) -> _Kept:
        try:
            rules = self._understood(self._ask(place, called_off))
        except FetchError as error:
            return _Kept(self._monotonic() + FAILURE_KEPT_SECONDS, None, (error.kind, str(error)))
        return _Kept(self._monotonic() + KEPT_SECONDS, rules)

    def _place(self, url: str) -> str:
        """Where the rules for an address stand: the same scheme, host and port, without a name and password."""
        parts = urlsplit(url.strip())
        return urlunsplit((parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower(), self._path, "", ""))


def _understood(answer: Answer) -> Rules:
    """The rules in an answer, by its status (RFC 9309, 2.3.1); raises FetchError for one that is no answer."""
    if 300 <= answer.status < 500 and answer.status != 429:
        return Rules()
    if not 200 <= answer.status < 300:
        told = f"{answer.address} answers HTTP {answer.status}: without it nothing of that site may be asked for"
        raise FetchError("server error", told)
    try:
        return Rules(codings.undo(answer.body, answer.header("content-encoding") or ""))
    except InputError as error:
        raise FetchError("unreadable", f"{answer.address} cannot be read: {error}") from None


def _with_known_name(line: str) -> str:
    """A line; one that names a robot which nobody asks about names `another`."""
    match = _USER_AGENT.match(line)
    if match is None:
        return line
    name = match[1].lower()
    return f"User-agent: {name if name in _KNOWN else 'another'}"
