"""What the pipeline needs of a fetcher: anything that gives a capture for an address."""

from __future__ import annotations

from typing import Protocol

from archive.model import Capture, Ref


class Fetch(Protocol):
    """A fetcher, real or made for a test."""

    def get(self, ref: Ref) -> Capture:
        """The capture of an address, whatever its HTTP status; raises FetchError where nothing whole came."""
