"""The one fetcher: http and https, five redirects, verified TLS, a deadline for the whole, caps on what comes.

What comes back is a `Capture`: the payload as it was sent (content coding kept), so that its digest is the
publisher's. Whether it decodes, and to how much, is checked here too, because a page that cannot be read back is no
evidence of anything.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpcore
import httpx

from archive import __version__, urls
from archive.errors import FetchError
from archive.fetch.guard import GuardedBackend, Resolver, resolve_by_system
from archive.model import Capture, Ref

MAX_REDIRECTS = 5
DEADLINE_SECONDS = 40.0
RAW_CAP = 20_000_000
DECODED_CAP = 50_000_000
DELAY_SECONDS = 1.0
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml;q=0.9,*/*;q=0.5"
_CODINGS = {
    "": None,
    "identity": None,
    "gzip": zlib.MAX_WBITS | 32,
    "x-gzip": zlib.MAX_WBITS | 32,
    "deflate": zlib.MAX_WBITS,
}


class Fetcher:
    """Fetches pages politely and safely; give it a `resolve` to send names elsewhere (tests, the demo).

    `delay` is the least time in seconds between two requests to one host; `contact` goes into the User-Agent.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], str],
        allow_private: bool = False,
        resolve: Resolver = resolve_by_system,
        contact: str | None = None,
        delay: float = DELAY_SECONDS,
        deadline: float = DEADLINE_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._delay = delay
        self._deadline = deadline
        self._sleep = sleep
        self._monotonic = monotonic
        self._last: dict[str, float] = {}
        agent = f"Pressmark/{__version__} (news archive{f'; {contact}' if contact else ''})"
        transport = httpx.HTTPTransport(retries=0)
        transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 - httpx has no other door for a network backend
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=GuardedBackend(resolve, allow_private=allow_private),
            max_connections=20,
        )
        self._client = httpx.Client(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(15.0),
            headers={"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, ref: Ref) -> Capture:
        """Fetch an address, following redirects; raises FetchError with the kind of failure."""
        deadline = self._monotonic() + self._deadline
        address, seen = ref.url, set()
        for _ in range(MAX_REDIRECTS + 1):
            if not urls.is_web(address):
                raise FetchError("scheme", f"{ref.url} leads to “{address[:100]}”, which is no http or https address")
            if address in seen:
                break
            seen.add(address)
            self._pace(address)
            capture, onward = self._once(ref, address, deadline)
            if onward is None:
                return capture
            address = urljoin(address, onward)
        raise FetchError("redirects", f"{ref.url} redirects in circles, or more than {MAX_REDIRECTS} times")

    def _pace(self, address: str) -> None:
        """Wait until this host has had its rest."""
        host = urls.host(address)
        last = self._last.get(host)
        if last is not None:
            rest = last + self._delay - self._monotonic()
            if rest > 0:
                self._sleep(rest)
        self._last[host] = self._monotonic()

    def _once(self, ref: Ref, address: str, deadline: float) -> tuple[Capture, str | None]:
        """One request: the capture, and where it redirects to."""
        try:
            with closing(self._open(address)) as response:
                onward = response.headers.get("location") if response.is_redirect else None
                body = b"" if onward else self._read(response, address, deadline)
                return self._capture(ref, address, response, body), onward
        except httpx.TimeoutException:
            raise FetchError("too slow", f"{address} did not answer in time") from None
        except httpx.RemoteProtocolError as error:
            raise FetchError("truncated", f"{address} broke off: {error}") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            kind = "tls" if "certificate" in str(error).lower() or "ssl" in str(error).lower() else "unreachable"
            raise FetchError(kind, f"{address} could not be reached: {error}") from None

    def _open(self, address: str) -> httpx.Response:
        """The response, its body unread; asked once more where the server had hung up on an idle connection."""
        request = self._client.build_request("GET", address)
        try:
            return self._client.send(request, stream=True)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            return self._client.send(request, stream=True)

    def _read(self, response: httpx.Response, address: str, deadline: float) -> bytes:
        """The payload as sent, within the caps and the deadline, and known to decode."""
        pieces: list[bytes] = []
        size = decoded = 0
        decoder = _Decoder(response.headers.get("content-encoding", ""), address)
        for piece in response.iter_raw():
            size += len(piece)
            decoded += decoder.feed(piece, DECODED_CAP - decoded)
            if size > RAW_CAP or decoded > DECODED_CAP:
                raise FetchError("too big", f"{address} has more than {RAW_CAP // 10**6} MB")
            if self._monotonic() > deadline:
                raise FetchError("too slow", f"{address} was not complete after {self._deadline:.0f} s")
            pieces.append(piece)
        decoder.end()
        return b"".join(pieces)

    def _capture(self, ref: Ref, address: str, response: httpx.Response, body: bytes) -> Capture:
        return Capture(
            url=ref.url,
            final_url=address,
            captured_at=self._clock(),
            media_type=response.headers.get("content-type", "application/octet-stream").split(";")[0].strip().lower(),
            body=body,
            body_sha256=hashlib.sha256(body).hexdigest(),
            evidence="fetched",
            source=ref.source,
            status=response.status_code,
            headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw),
        )


class _Decoder:
    """Counts what a payload decodes to without keeping it; at most one content coding is taken."""

    def __init__(self, coding: str, address: str) -> None:
        name = coding.strip().lower()
        if name not in _CODINGS:
            raise FetchError("coding", f"{address} came in the coding “{name[:40]}”, which was not asked for")
        wbits = _CODINGS[name]
        self._inflate = zlib.decompressobj(wbits) if wbits else None
        self._address = address

    def feed(self, piece: bytes, room: int) -> int:
        """The number of bytes that a piece decodes to, counted up to just past `room`."""
        if self._inflate is None:
            return len(piece)
        total = 0
        try:
            while piece and total <= room:
                total += len(self._inflate.decompress(piece, 1 << 20))
                piece = self._inflate.unconsumed_tail
        except zlib.error as error:
            raise FetchError("truncated", f"{self._address} sent damaged gzip: {error}") from None
        return total

    def end(self) -> None:
        """Raise FetchError where a coded payload stopped before its end."""
        if self._inflate is not None and not self._inflate.eof:
            raise FetchError("truncated", f"{self._address} sent gzip that breaks off")
