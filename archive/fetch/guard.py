"""The guard: a name is resolved once, every answer is vetted, and the connection goes to a vetted address.

Vetting the text of an address would miss `0x7f.1` and names that point inward; vetting after connecting would be too
late; resolving twice would let the second answer differ (DNS rebinding). So it stands where the connection is made.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Collection, Iterable
from typing import Any

import httpcore

from archive.errors import FetchError
from archive.fetch.patience import Patience

CONNECT_SECONDS = 10.0

Resolver = Callable[[str, int], list[tuple[str, int]]]
"""From a host and port to the addresses and ports to try."""

# Beyond what Python calls not global: special-purpose blocks (IANA registries, RFC 6890) that it lets through,
# addresses that carry an IPv4 address inside, and the metadata service of one large cloud, which has a public one.
_NEVER = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, by the address itself and any IPv4 address inside it."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    inner = getattr(ip, "ipv4_mapped", None)
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not any(ip in block for block in _NEVER if ip.version == block.version)


def resolve_by_system(host: str, port: int) -> list[tuple[str, int]]:
    """The addresses of a host by the system's resolver, which has its own limit of time; raises FetchError (`dns`)."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError("dns", f"the name {host} is not known") from None
    return list(dict.fromkeys((str(answer[4][0]), port) for answer in answers))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to vetted addresses, and waits no longer than a request's `Patience`, which stands for timeouts."""

    def __init__(self, resolve: Resolver, *, allow_private: bool | Collection[str]) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: Any = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first vetted address that answers; raises FetchError (`dns`, `not allowed`)."""
        patience: Patience = timeout
        patience.connected = True
        answers = self._resolve(host, port)
        if not answers:
            raise FetchError("dns", f"the name {host} leads nowhere")
        refused = [address for address, _ in answers if not self._may_be_asked(address)]
        if refused:
            # One inward answer among public ones is a trap, not an alternative.
            raise FetchError("not allowed", f"{host} leads to {refused[0]}, which is not public")
        for number, (address, its_port) in enumerate(answers, 1):
            seconds = min(CONNECT_SECONDS, patience.left())
            try:
                stream = self._plain.connect_tcp(address, its_port, seconds, local_address, socket_options)
                return PatientStream(stream, address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(answers):
                    raise
        raise AssertionError  # the last answer connects or raises

    def _may_be_asked(self, address: str) -> bool:
        if isinstance(self._allow_private, bool):
            return self._allow_private or is_public(address)
        return address in self._allow_private or is_public(address)

    def connect_unix_socket(
        self, path: str, timeout: Any = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: a page is not fetched from a local socket."""
        del timeout, socket_options
        raise FetchError("not allowed", f"{path} is a local socket")


class PatientStream(httpcore.NetworkStream):
    """A connection that is read in short spells, for as long as the `Patience` in the place of a timeout lasts."""

    def __init__(self, stream: httpcore.NetworkStream, address: str) -> None:
        self._stream = stream
        self._address = address

    def read(self, max_bytes: int, timeout: Any = None) -> bytes:
        """What has come; raises TimeoutError and CalledOff."""
        patience: Patience = timeout
        since = patience.monotonic()
        while True:
            try:
                return self._stream.read(max_bytes, patience.spell(since))
            except httpcore.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: Any = None) -> None:
        """Send everything; raises TimeoutError and CalledOff."""
        patience: Patience = timeout
        self._stream.write(buffer, patience.left())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: Any = None
    ) -> httpcore.NetworkStream:
        """The connection made safe; raises httpcore's errors."""
        patience: Patience = timeout
        seconds = min(CONNECT_SECONDS, patience.left())
        return PatientStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._address)

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a connection, and as `vetted` the IP address that it leads to."""
        return self._address if info == "vetted" else self._stream.get_extra_info(info)
