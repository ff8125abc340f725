"""The made-up news site on loopback: one server for all its outlets, told apart by the name they are asked under."""

from __future__ import annotations

import http.server
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_MEDIA_TYPES = {".html": "text/html; charset=utf-8", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8"}


@dataclass
class Site:
    """The site while it stands: where it listens, and which edition of its pages it gives."""

    root: Path
    port: int
    about: dict[str, Any] = field(repr=False)
    edition: int = 1

    def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        """Every invented host is this server; so nothing of the demo ever leaves the machine."""
        del host, port
        return [("127.0.0.1", self.port)]

    def file(self, host: str, path: str) -> Path | None:
        """The file behind an address: its second edition where there is one and it is out."""
        folder = (self.root / host).resolve()
        name = unquote(path).strip("/") or "index"
        plain = folder / (name if Path(name).suffix in _MEDIA_TYPES else f"{name}.html")
        second = plain.with_name(f"{plain.stem}.second{plain.suffix}")
        found = second if self.edition > 1 and second.is_file() else plain
        inside = folder.parent == self.root.resolve() and found.resolve().is_relative_to(folder)
        return found if inside and found.is_file() else None


@contextmanager
def standing(root: Path) -> Iterator[Site]:
    """Serve the demo site on a free port of loopback for as long as the block lasts."""
    about = tomllib.loads((root / "demo.toml").read_text(encoding="utf-8"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    site = Site(root, server.server_address[1], about)
    server.RequestHandlerClass = _handler(site.file)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(find: Callable[[str, str], Path | None]) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").split(":")[0]
            file = find(host, urlsplit(self.path).path)
            body = file.read_bytes() if file else b"<!doctype html><title>404</title><p>No such page."
            self.send_response(200 if file else 404)
            self.send_header("Content-Type", _MEDIA_TYPES[file.suffix if file else ".html"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """The demo tells what it does itself."""

    return Handler
