"""One question and its answer over HTTP/1.1: no redirects, no cookies, no proxy, certificates always checked.

Whatever goes wrong on the way leaves as a FetchError whose kind is a word of `archive.model.Why`.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Collection
from dataclasses import dataclass, replace

import httpcore

from archive import urls
from archive.errors import FetchError
from archive.fetch import payload
from archive.fetch.guard import GuardedBackend, Resolver
from archive.fetch.patience import Patience

Headers = tuple[tuple[str, str], ...]
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml;q=0.9,*/*;q=0.5"
_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_CONNECTIONS = 100
_IDLE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one request; `onward` is where it sends us on, and then the body was not read."""

    address: str
    status: int
    headers: Headers
    request_headers: Headers
    body: bytes
    ip: str | None

    @property
    def onward(self) -> str | None:
        """The address of a redirect, as given; None for any other answer."""
        return self.header("location") if self.status in _REDIRECTS else None

    def header(self, name: str) -> str | None:
        """The first header of that name (in lower case)."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class Wire:
    """The connections of one fetcher, kept open between requests to one server."""

    def __init__(self, agent: str, resolve: Resolver, *, allow_private: bool | Collection[str]) -> None:
        self._headers = (("User-Agent", agent), ("Accept", _ACCEPT), ("Accept-Encoding", "gzip, deflate"))
        self._backend = GuardedBackend(resolve, allow_private=allow_private)
        self._opened: httpcore.ConnectionPool | None = None
        self._opening = threading.Lock()

    def close(self) -> None:
        """Hang up everywhere."""
        if self._opened:
            self._opened.close()

    def ask(self, address: str, extra: Headers, patience: Patience) -> Answer:
        """One GET; raises FetchError, and CalledOff where `patience` says so."""
        url, sent = self._request(address, extra)
        while True:
            patience.connected = False
            try:
                return self._exchange(address, url, sent, patience)
            except (TimeoutError, httpcore.TimeoutException):
                raise FetchError("too slow", f"{address} did not answer in time") from None
            except (httpcore.NetworkError, httpcore.ProtocolError) as error:
                # A connection that was kept may have been closed meanwhile, and says nothing about the server.
                if patience.connected:
                    raise _failure(address, error) from None

    def _pool(self) -> httpcore.ConnectionPool:
        """The connections, from the first request on: who adds files waits for no certificates."""
        from httpx import create_ssl_context  # slow to import

        with self._opening:
            if self._opened is None:
                self._opened = httpcore.ConnectionPool(
                    ssl_context=create_ssl_context(trust_env=False),
                    network_backend=self._backend,
                    max_connections=_MOST_CONNECTIONS,
                    keepalive_expiry=_IDLE_SECONDS,
                )
        return self._opened

    def _request(self, address: str, extra: Headers) -> tuple[httpcore.URL, Headers]:
        """The address as HTTP needs it, and the headers; nothing of a name and password in it is sent."""
        if not urls.is_web(address):
            raise FetchError("not allowed", f"“{address[:100]}” is no http or https address")
        import httpx

        try:
            parsed = httpx.URL(address.strip())
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError("not allowed", f"“{address[:100]}” cannot be asked for: {error}") from None
        url = httpcore.URL(scheme=parsed.raw_scheme, host=parsed.raw_host, port=parsed.port, target=parsed.raw_path)
        return url, (("Host", parsed.netloc.decode("ascii")), *self._headers, *extra)

    def _exchange(self, address: str, url: httpcore.URL, sent: Headers, patience: Patience) -> Answer:
        waits = dict.fromkeys(("connect", "read", "write"), patience)
        with self._pool().stream("GET", url, headers=list(sent), extensions={"timeout": waits}) as response:
            headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
            ip = response.extensions["network_stream"].get_extra_info("vetted")
            answer = Answer(address, response.status, headers, sent, b"", ip)
            if answer.onward:
                return answer
            try:
                body = payload.whole(response.iter_stream(), answer.header("content-encoding") or "", address)
            except (TimeoutError, httpcore.TimeoutException):
                raise FetchError("too slow", f"{address} was not complete after {patience.spent:.0f} s") from None
            except (httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise FetchError("truncated", f"{address} broke off: {error}") from None
            return replace(answer, body=body)


def _failure(address: str, error: Exception) -> FetchError:
    """What an error before the first line of an answer means."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError("tls", f"the certificate of {address} is not valid: {cause.verify_message}")
    if cause is not None:
        return FetchError("tls", f"{address} does not speak TLS as it should: {cause}")
    if isinstance(error, httpcore.LocalProtocolError):
        return FetchError("not allowed", f"{address} cannot be asked for: {error}")
    if isinstance(error, httpcore.RemoteProtocolError):
        return FetchError("server error", f"{address} does not answer as a web server does: {error}")
    return FetchError("unreachable", f"{address} could not be reached: {error}")
