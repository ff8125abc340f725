"""Evidence files that somebody else wrote: copied beside our own under the name of their content, or left in place."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from archive.errors import EvidenceError

_SUFFIXES = (".warc.gz", ".arc.gz", ".warc", ".arc", ".wacz")
_PIECE = 1 << 20


def adopt(folder: Path, path: Path) -> str:
    """Copy a WARC, ARC or WACZ file into the evidence folder; returns its name there, the same for the same bytes.

    Raises EvidenceError where it cannot be read or there is no room for it.
    """
    if path.parent == folder:
        return path.name
    unfinished = folder / f".{os.getpid()}.unfinished"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as source, unfinished.open("wb") as copy:
            name = f"imported-{_copied(source, copy)[:32]}{_suffix(path)}"
            copy.flush()
            os.fsync(copy.fileno())
        unfinished.replace(folder / name)
    except OSError as error:
        raise EvidenceError(f"{path} cannot be copied into {folder}: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return name


def _copied(source: BinaryIO, copy: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := source.read(_PIECE):
        digest.update(piece)
        copy.write(piece)
    return digest.hexdigest()


def _suffix(path: Path) -> str:
    return next((end for end in _SUFFIXES if path.name.lower().endswith(end)), ".warc")
