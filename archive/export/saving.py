"""Files that are there when they are whole, and not before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from archive.errors import StoreError


def save(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file beside its place and move it there; a failure leaves what was there before.

    Raises StoreError where the place cannot be written, and whatever the making of the pieces raises.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)
