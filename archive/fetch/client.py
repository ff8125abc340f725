"""The one fetcher, for pages, feeds, sitemaps and robots.txt: safe towards the web, and polite to it.

What comes back is a `Capture`: the payload as it was sent (content coding kept), so that its digest is the
publisher's, with every redirect on the way and the address that answered. A redirect is a new question: its address is
vetted, its robots.txt is read, its host has its rest. A page that sends its readers on by itself (meta refresh, a
script) is kept as it is, and not followed. Cookies are neither kept nor sent, so that every page is what a stranger
sees.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

from archive import __version__, urls
from archive.errors import FetchError
from archive.fetch import optouts
from archive.fetch.guard import Resolver, resolve_by_system
from archive.fetch.pace import Pace, retry_after
from archive.fetch.patience import Abandoned, Patience, never
from archive.fetch.robots import AGENT, PATH, Robots, Rules
from archive.fetch.wire import Answer, Headers, Wire
from archive.model import Capture, Hop, Ref, Validators

MAX_REDIRECTS = 5
DEADLINE_SECONDS = 40.0
DELAY_SECONDS = 1.0


class Fetcher:
    """Fetches pages; give it a `resolve` to send names elsewhere (tests, the demo).

    `allow_private` lets it connect to addresses that are not public: to all, or to the very ones that are named.
    `delay` is the least time in seconds between two requests to one host, `deadline` the most that one page may take
    without that, redirects included; `contact` goes into the User-Agent. `obey_robots=False` asks for what a site's
    robots.txt keeps robots from: a person's own choice, for which they answer. `obey_optouts=True` also leaves what a
    site reserves from text and data mining or machine learning, which otherwise is only recorded.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], str],
        allow_private: bool | Collection[str] = False,
        resolve: Resolver = resolve_by_system,
        contact: str | None = None,
        delay: float = DELAY_SECONDS,
        deadline: float = DEADLINE_SECONDS,
        obey_robots: bool = True,
        obey_optouts: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._deadline = deadline
        self._obey_robots = obey_robots
        self._obey_optouts = obey_optouts
        self._monotonic = monotonic
        self._pace = Pace(delay, monotonic, sleep)
        agent = f"{AGENT}/{__version__} (news archive{f'; {contact}' if contact else ''})"
        self._wire = Wire(agent, resolve, allow_private=allow_private)
        self.robots = Robots(self._site_file, monotonic)
        self._reservations = Robots(self._site_file, monotonic, optouts.PATH, optouts.reservations)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wire.close()

    def get(self, ref: Ref, validators: Validators | None = None, *, called_off: Abandoned = never) -> Capture:
        """Fetch an address, following redirects; raises FetchError, whose kind is a word of `archive.model.Why`.

        With `validators` the server is asked whether the page has changed since, and where it has not the capture has
        status 304 and no body. They are those of `ref.url`, and sent to nothing but the same page. `called_off` is
        asked now and then whether anybody still waits.
        """
        if not urls.is_web(ref.url):
            raise FetchError("not allowed", f"“{ref.url[:100]}” is no http or https address")
        known, page = _conditions(validators), urls.identity(ref.url)

        def conditions(address: str) -> Headers:
            return known if urls.identity(address) == page else ()

        answer, hops = self._walk(ref.url, conditions, called_off, self._permitted)
        if answer.onward is not None:
            raise FetchError("unreachable", f"{ref.url} redirects in circles, or more than {MAX_REDIRECTS} times")
        if answer.status == 304 and not conditions(answer.address):
            raise FetchError("server error", f"{answer.address} says that it has not changed, which nobody had asked")
        capture = self._capture(ref, answer, hops)
        said = optouts.said(capture, self.robots.known(answer.address), self._reservations.known(answer.address))
        if self._obey_optouts:
            _heed(said, answer.address)
        return replace(capture, opt_outs=said)

    def resting(self, url: str) -> float:
        """The seconds for which the host of an address still has its rest."""
        return self._pace.resting(urls.host(url))

    def parked(self, url: str) -> float:
        """The seconds for which the host of an address has asked to be left alone: until then, nothing is asked."""
        return self._pace.parked(urls.host(url))

    def _walk(
        self,
        address: str,
        conditions: Callable[[str], Headers],
        called_off: Abandoned,
        permitted: Callable[[str, Abandoned], Rules | None],
    ) -> tuple[Answer, tuple[Hop, ...]]:
        """The last answer on the way from an address, a redirect only where there was no end to them."""
        hops: list[Hop] = []
        seconds = self._deadline
        while True:
            rules = permitted(address, called_off)
            patience = Patience(seconds, self._monotonic, called_off)
            answer = self._ask(address, conditions(address), patience, rules.delay() if rules else None)
            seconds -= patience.spent
            if answer.onward is None or len(hops) == MAX_REDIRECTS:
                return answer, tuple(hops)
            hops.append(Hop(address, answer.status, answer.headers, answer.request_headers))
            onward = _joined(address, answer.onward)
            if onward in {hop.url for hop in hops}:
                return answer, tuple(hops)
            address = onward

    def _ask(self, address: str, extra: Headers, patience: Patience, crawl_delay: float | None) -> Answer:
        """One request, in its turn; a host that asks us to come back later is left alone until then."""
        host = urls.host(address)
        with self._pace.turn(host, crawl_delay, patience.called_off) as turn:
            patience.begin()
            answer = self._wire.ask(address, extra, patience)
            turn.good = answer.status < 400
            if answer.status in {429, 503}:
                later = retry_after(answer.header("retry-after"), answer.header("date") or self._clock())
                self._pace.park(host, later or 0.0)
            return answer

    def _permitted(self, address: str, called_off: Abandoned) -> Rules | None:
        """The rules of the site that an address lies in, under which it may be asked for; raises FetchError."""
        if urlsplit(address).path == PATH:
            return None
        rules = self.robots.rules(address, called_off) if self._obey_robots else None
        if rules and not rules.allow(address):
            raise FetchError("robots", f"the robots.txt of {urls.host(address)} keeps robots from {address}")
        if self._obey_optouts:
            with contextlib.suppress(FetchError):  # a site that has no such file, or cannot give it, reserves nothing
                self._reservations.rules(address, called_off)
            _heed(optouts.of_site(address, rules, self._reservations.known(address)), address)
        return rules

    def _site_file(self, address: str, called_off: Abandoned) -> Answer:
        return self._walk(address, lambda _address: (), called_off, lambda _address, _called_off: None)[0]

    def _capture(self, ref: Ref, answer: Answer, hops: tuple[Hop, ...]) -> Capture:
        media_type = answer.header("content-type") or "application/octet-stream"
        return Capture(
            url=ref.url,
            final_url=answer.address,
            captured_at=self._clock(),
            media_type=media_type.split(";")[0].strip().lower(),
            body=answer.body,
            body_sha256=hashlib.sha256(answer.body).hexdigest(),
            evidence="fetched",
            source=ref.source,
            status=answer.status,
            headers=answer.headers,
            request_headers=answer.request_headers,
            hops=hops,
            address=answer.ip,
        )


def _heed(said: tuple[str, ...], address: str) -> None:
    if said:
        raise FetchError("opted out", f"{address} is reserved from mining and machine learning ({', '.join(said)})")


def _conditions(validators: Validators | None) -> Headers:
    """The request headers that ask whether anything has changed (RFC 9110, section 13.1)."""
    if validators is None:
        return ()
    said = (("If-None-Match", validators.etag), ("If-Modified-Since", validators.last_modified))
    return tuple((name, value) for name, value in said if value)


def _joined(address: str, onward: str) -> str:
    """Where a redirect leads; raises FetchError where that is no web address."""
    try:
        whole = urljoin(address, onward.strip())
    except ValueError:  # an IPv6 address that is none
        whole = ""
    if not urls.is_web(whole):
        raise FetchError("not allowed", f"{address} leads to “{onward[:100]}”, which is no http or https address")
    return whole
