"""What the pipeline needs of a fetcher: anything that gives a capture for an address."""

from __future__ import annotations

from typing import Protocol

from archive.model import Capture, Ref, Validators


class Fetch(Protocol):
    """A fetcher, real or made for a test."""

    def get(self, ref: Ref, validators: Validators | None = None) -> Capture:
        """The capture of an address, whatever its HTTP status; raises FetchError where nothing whole came.

        With `validators` the answer may be that nothing has changed: status 304 and no body.
        """
