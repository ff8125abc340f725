"""Which extractor this is, so that what another has read can be told apart; asked without waking it."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


def edition() -> str:
    """A short name that changes whenever `extract`, its weights or trafilatura do."""
    digest = hashlib.sha256(version("trafilatura").encode())
    for one in _sources(files("archive") / "extract"):
        digest.update(one.read_bytes())
    return digest.hexdigest()[:16]


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            yield from _sources(one)
        elif one.name.endswith((".py", ".json")):
            yield one
