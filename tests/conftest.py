"""What all tests share: an archive in a temporary folder, a clock that stands still, the shared data where it lies."""

from __future__ import annotations

import base64
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import settings

from archive.store import Store, open_archive

# The same cases at every run, so that what fails was changed; `make torture` looks for new ones. No deadline: how long
# an example takes is the machine's affair, and measured in benchmarks/.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("torture", deadline=None, max_examples=2000)
settings.load_profile("steady")

# Hundreds of processes are started, and each would compile anew what it imports.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).parent.parent
NOW = "2026-03-01T12:00:00Z"


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def clock() -> Callable[[], str]:
    return lambda: NOW


@pytest.fixture
def new_store(tmp_path: Path, clock: Callable[[], str]) -> Callable[[], Store]:
    """Opens, or opens again, the archive of this test."""

    def opened() -> Store:
        return open_archive(tmp_path / "archive.db", create=True, clock=clock, new_id=lambda: UUID(int=1))

    return opened


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Iterator[Store]:
    with new_store() as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real pages and articles to measure with; they are nobody's to copy into the project."""
    place = Path(os.environ.get("PRESSMARK_SHARED", ROOT.parent / "shared")) / "data"
    if not place.is_dir():
        pytest.skip(f"the real data is not here ({place}): set PRESSMARK_SHARED to the folder that has data/")
    return place


@pytest.fixture(scope="session")
def warc_record() -> Callable[..., bytes]:
    """Makes a WARC record by hand, so that our own writer is not its own witness; `length` is what it states."""

    def made(
        url: str = "https://courier.example/depot",
        body: bytes = b"<!doctype html><title>Depot</title><p>The depot closes on Friday.",
        *,
        kind: str = "response",
        status: str = "200 OK",
        headers: tuple[str, ...] = ("Content-Type: text/html",),
        date: str = "2022-05-16T10:11:12Z",
        digest: str | None = "",
        length: int | None = None,
        more: tuple[str, ...] = (),
    ) -> bytes:
        head = "\r\n".join([f"HTTP/1.1 {status}", *headers]).encode() + b"\r\n\r\n"
        block = body if kind in {"warcinfo", "metadata", "resource"} else head + body
        media_type = f"application/http; msgtype={kind}" if block is not body else "text/html"
        if digest == "":
            digest = "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
        fields = [
            "WARC/1.0",
            f"WARC-Type: {kind}",
            f"WARC-Target-URI: {url}",
            f"WARC-Date: {date}",
            f"Content-Type: {media_type}",
            *([f"WARC-Payload-Digest: {digest}"] if digest else []),
            *more,
            f"Content-Length: {len(block) if length is None else length}",
        ]
        return "\r\n".join(fields).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"

    return made


def pytest_make_parametrize_id(val, argname):
    """A name for bytes that is the same in every process: gzip writes the moment into its own."""
    return argname if isinstance(val, bytes) and not val.isascii() else None
