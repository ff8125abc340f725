"""The guard: a name is resolved once, every answer is vetted, and the connection goes to a vetted address.

Vetting the text of an address would miss `0x7f.1` and names that point inward; vetting after connecting would be too
late; resolving twice would let the second answer differ (DNS rebinding). So it stands where the connection is made.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from archive.errors import FetchError

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
    """The addresses of a host by the system's resolver; raises FetchError (`dns`)."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError("dns", f"the name {host} is not known") from None
    return list(dict.fromkeys((str(answer[4][0]), port) for answer in answers))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to vetted addresses; everything else is httpcore's own."""

    def __init__(self, resolve: Resolver, *, allow_private: bool) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first vetted address that answers; raises FetchError (`private`) when none may be used."""
        answers = self._resolve(host, port)
        refused = [address for address, _ in answers if not self._allow_private and not is_public(address)]
        if refused or not answers:
            # One inward answer among public ones is a trap, not an alternative.
            raise FetchError("private", f"{host} leads to {refused[0] if refused else 'nowhere'}, which is not public")
        for address, its_port in answers[:-1]:
            try:
                return self._plain.connect_tcp(address, its_port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                continue
        address, its_port = answers[-1]
        return self._plain.connect_tcp(address, its_port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: a page is not fetched from a local socket."""
        del timeout, socket_options
        raise FetchError("private", f"{path} is a local socket")
